package io.barnabas.client.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.client.ClientProperties;
import io.barnabas.client.Cluster;
import io.barnabas.client.FakeBroker;
import io.barnabas.client.FakeCoordinator;
import io.barnabas.client.FakeTopic;
import io.barnabas.client.ServerErrorException;
import io.barnabas.client.TopicPartition;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.HeartbeatRequest;
import io.barnabas.protocol.message.JoinGroupRequest;
import io.barnabas.protocol.message.LeaveGroupRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClassicMembershipTest {
  private static final TopicPartition FIRST = new TopicPartition("t", 0);
  private static final TopicPartition SECOND = new TopicPartition("t", 1);

  private final RecordingOwner owner = new RecordingOwner();
  private final AtomicLong nanos = new AtomicLong();
  private FakeBroker broker;
  private FakeGroup group;
  private Cluster cluster;

  @BeforeEach
  void start() throws IOException {
    broker = new FakeBroker();
    new FakeTopic(broker, "t", 2).metadata();
    new FakeCoordinator(broker).committed();
    group = new FakeGroup(broker);
    cluster = broker.cluster();
  }

  @AfterEach
  void stop() throws IOException {
    cluster.close();
    broker.close();
  }

  private ClassicMembership member(String assignors, Map<String, String> more) {
    Map<String, String> properties = new HashMap<>(more);
    properties.put("group.id", "g");
    properties.put("partition.assignment.strategy", assignors);
    GroupConfig config = GroupConfig.from(new ClientProperties(properties));
    return new ClassicMembership(
        cluster,
        new GroupRouting(cluster),
        config,
        new SubscribedTopics(cluster, new Subscription.Topics(Set.of("t")), false),
        nanos::get);
  }

  private ClassicMembership joined(String assignors) {
    ClassicMembership member = member(assignors, Map.of());
    member.poll(owner);
    owner.takeEvents();
    return member;
  }

  private void sleep(long milliseconds) {
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(milliseconds));
  }

  @Test
  void a_new_member_is_named_leads_and_takes_all() {
    ClassicMembership member = member("range", Map.of());
    member.poll(owner);
    assertThat(owner.takeEvents()).containsExactly("take [t-0, t-1]");
    assertThat(member.committer()).isEqualTo(new Committer(FakeGroup.MEMBER_ID, 1, null));
    assertThat(broker.received(JoinGroupRequest.class))
        .extracting(JoinGroupRequest::memberId)
        .containsExactly("", FakeGroup.MEMBER_ID);
  }

  @Test
  void while_nothing_happens_a_poll_does_nothing() {
    ClassicMembership member = joined("range");
    member.poll(owner);
    assertThat(owner.takeEvents()).isEmpty();
    assertThat(broker.received(JoinGroupRequest.class)).hasSize(2);
  }

  @Test
  void an_eager_member_gives_up_all_before_it_joins_again() {
    ClassicMembership member = joined("range");
    group.failHeartbeat(ErrorCode.REBALANCE_IN_PROGRESS).assign(SECOND);
    sleep(3_000);
    member.beat();
    member.poll(owner);
    assertThat(owner.takeEvents()).containsExactly("give up [t-0, t-1]", "take [t-1]");
    assertThat(member.committer().generationOrEpoch()).isEqualTo(2);
  }

  @Test
  void a_cooperative_member_gives_up_only_what_it_must_and_then_joins_again() {
    ClassicMembership member = joined("cooperative-sticky");
    group.failHeartbeat(ErrorCode.REBALANCE_IN_PROGRESS).assign(SECOND).assign(SECOND);
    sleep(3_000);
    member.beat();
    member.poll(owner);
    assertThat(owner.takeEvents()).containsExactly("give up [t-0]");
    assertThat(owner.owned()).containsExactly(SECOND);
    assertThat(member.committer().generationOrEpoch()).isEqualTo(3);
  }

  @Test
  void a_cooperative_member_tells_what_it_has() {
    ClassicMembership member = joined("cooperative-sticky");
    group.failHeartbeat(ErrorCode.REBALANCE_IN_PROGRESS);
    sleep(3_000);
    member.beat();
    member.poll(owner);
    JoinGroupRequest last = broker.received(JoinGroupRequest.class).getLast();
    assertThat(
            ClientSubscription.read("m", null, last.protocols().getFirst().metadata(), false)
                .owned())
        .containsExactly(FIRST, SECOND);
    assertThat(owner.takeEvents()).isEmpty();
  }

  @Test
  void a_sticky_member_tells_what_it_had_even_after_a_failed_attempt() {
    ClassicMembership member = joined("sticky");
    group.failHeartbeat(ErrorCode.REBALANCE_IN_PROGRESS).failSync(ErrorCode.REBALANCE_IN_PROGRESS);
    sleep(3_000);
    member.beat();
    member.poll(owner);
    JoinGroupRequest last = broker.received(JoinGroupRequest.class).getLast();
    var told = ClientSubscription.read("m", null, last.protocols().getFirst().metadata(), true);
    assertThat(told.owned()).containsExactlyInAnyOrder(FIRST, SECOND);
    assertThat(told.generation()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = ErrorCode.class,
      names = {"UNKNOWN_MEMBER_ID", "ILLEGAL_GENERATION"})
  void a_member_that_was_given_up_has_lost_all_and_joins_anew(ErrorCode error) {
    ClassicMembership member = joined("range");
    group.failHeartbeat(error);
    sleep(3_000);
    member.beat();
    member.poll(owner);
    assertThat(owner.takeEvents()).containsExactly("lose [t-0, t-1]", "take [t-0, t-1]");
  }

  @Test
  void what_passes_is_waited_for() {
    group
        .failJoin(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS, ErrorCode.NOT_COORDINATOR)
        .failSync(ErrorCode.REBALANCE_IN_PROGRESS, ErrorCode.UNKNOWN_MEMBER_ID);
    member("range", Map.of()).poll(owner);
    assertThat(owner.takeEvents()).containsExactly("take [t-0, t-1]");
  }

  @Test
  void a_refusal_is_told_to_the_reader() {
    group.failJoin(ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
    ClassicMembership member = member("range", Map.of());
    assertThatThrownBy(() -> member.poll(owner))
        .isInstanceOf(ServerErrorException.class)
        .extracting(e -> ((ServerErrorException) e).code())
        .isEqualTo(ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
  }

  @Test
  void a_static_member_that_was_replaced_stops_for_good() {
    ClassicMembership member = member("range", Map.of("group.instance.id", "i"));
    member.poll(owner);
    owner.takeEvents();
    group.failHeartbeat(ErrorCode.FENCED_INSTANCE_ID);
    sleep(3_000);
    member.beat();
    assertThatThrownBy(() -> member.poll(owner)).isInstanceOf(ServerErrorException.class);
    assertThat(owner.takeEvents()).containsExactly("lose [t-0, t-1]");
    assertThatThrownBy(() -> member.poll(owner)).isInstanceOf(ServerErrorException.class);
  }

  @Test
  void heartbeats_are_sent_when_they_are_due() {
    ClassicMembership member = joined("range");
    assertThat(member.beat()).isEqualTo(3_000);
    assertThat(broker.received(HeartbeatRequest.class)).isEmpty();
    sleep(2_000);
    assertThat(member.beat()).isEqualTo(1_000);
    sleep(1_000);
    assertThat(member.beat()).isEqualTo(3_000);
    assertThat(broker.received(HeartbeatRequest.class)).hasSize(1);
  }

  @Test
  void a_member_that_reads_nothing_for_too_long_leaves_and_comes_back() {
    ClassicMembership member = joined("range");
    sleep(300_000);
    member.beat();
    assertThat(broker.received(LeaveGroupRequest.class)).hasSize(1);
    member.poll(owner);
    assertThat(owner.takeEvents()).containsExactly("lose [t-0, t-1]", "take [t-0, t-1]");
  }

  @Test
  void a_dynamic_member_says_that_it_leaves_and_a_static_one_does_not() {
    joined("range").leave();
    assertThat(broker.received(LeaveGroupRequest.class))
        .extracting(LeaveGroupRequest::memberId)
        .containsExactly(FakeGroup.MEMBER_ID);
    ClassicMembership fixed = member("range", Map.of("group.instance.id", "i"));
    fixed.poll(new RecordingOwner());
    fixed.leave();
    assertThat(broker.received(LeaveGroupRequest.class)).hasSize(1);
  }

  @Test
  void the_leader_looks_for_new_partitions_now_and_then() {
    ClassicMembership member = joined("range");
    new FakeTopic(broker, "t", 3).metadata();
    sleep(1_000);
    member.poll(owner);
    assertThat(owner.takeEvents()).isEmpty();
    sleep(300_000);
    member.poll(owner);
    assertThat(owner.takeEvents()).containsExactly("give up [t-0, t-1]", "take [t-0, t-1, t-2]");
  }

  @Test
  void a_member_that_votes_for_two_ways_is_eager_unless_both_are_cooperative() {
    ClassicMembership member = member("range,cooperative-sticky", Map.of());
    member.poll(owner);
    assertThat(broker.received(JoinGroupRequest.class).getLast().protocols())
        .extracting(JoinGroupRequest.JoinGroupRequestProtocol::name)
        .isEqualTo(List.of("range", "cooperative-sticky"));
    owner.takeEvents();
    group.failHeartbeat(ErrorCode.REBALANCE_IN_PROGRESS);
    sleep(3_000);
    member.beat();
    member.poll(owner);
    assertThat(owner.takeEvents()).containsExactly("give up [t-0, t-1]", "take [t-0, t-1]");
  }
}
