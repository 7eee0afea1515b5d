package io.barnabas.client.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.client.ClientProperties;
import io.barnabas.client.Cluster;
import io.barnabas.client.FakeBroker;
import io.barnabas.client.FakeCoordinator;
import io.barnabas.client.FakeTopic;
import io.barnabas.client.ServerErrorException;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatRequest;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatResponse;
import io.barnabas.protocol.message.MetadataResponse;
import io.barnabas.protocol.primitive.Uuid;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConsumerMembershipTest {
  private static final Uuid TOPIC_ID = new Uuid(1, 2);
  private static final int INTERVAL_MS = 5_000;

  private final RecordingOwner owner = new RecordingOwner();
  private final AtomicLong nanos = new AtomicLong();
  private final Queue<ConsumerGroupHeartbeatResponse> answers = new ArrayDeque<>();
  private final MetadataResponse metadata = new MetadataResponse();
  private FakeBroker broker;
  private Cluster cluster;
  private int epoch;

  @BeforeEach
  void start() throws IOException {
    broker = new FakeBroker();
    FakeTopic topic = new FakeTopic(broker, "t", 2);
    new FakeCoordinator(broker).committed();
    broker.on(ApiKey.METADATA, _ -> topic.metadata().topics(metadata.topics()));
    metadata.topics(topic.metadata().topics());
    metadata.topics().getFirst().topicId(TOPIC_ID);
    broker.on(
        ApiKey.CONSUMER_GROUP_HEARTBEAT, _ -> answers.isEmpty() ? success(null) : answers.remove());
    cluster = broker.cluster();
  }

  @AfterEach
  void stop() throws IOException {
    cluster.close();
    broker.close();
  }

  private ConsumerGroupHeartbeatResponse success(
      ConsumerGroupHeartbeatResponse.@Nullable Assignment assignment) {
    return new ConsumerGroupHeartbeatResponse()
        .memberId("m")
        .memberEpoch(epoch)
        .heartbeatIntervalMs(INTERVAL_MS)
        .assignment(assignment);
  }

  private void assign(Integer... partitions) {
    epoch++;
    answers.add(
        success(
            new ConsumerGroupHeartbeatResponse.Assignment()
                .topicPartitions(
                    partitions.length == 0
                        ? List.of()
                        : List.of(
                            new ConsumerGroupHeartbeatResponse.TopicPartitions()
                                .topicId(TOPIC_ID)
                                .partitions(List.of(partitions))))));
  }

  private void refuse(ErrorCode error) {
    answers.add(new ConsumerGroupHeartbeatResponse().errorCode(error.code()));
  }

  private ConsumerMembership member(Subscription subscription, Map<String, String> more) {
    Map<String, String> properties = new HashMap<>(more);
    properties.put("group.id", "g");
    properties.put("group.protocol", "consumer");
    GroupConfig config = GroupConfig.from(new ClientProperties(properties));
    return new ConsumerMembership(
        cluster, new GroupRouting(cluster), config, subscription, "m", nanos::get);
  }

  private ConsumerMembership joined(Map<String, String> more) {
    ConsumerMembership member = member(new Subscription.Topics(Set.of("t")), more);
    assign(0, 1);
    member.poll(owner);
    owner.takeEvents();
    return member;
  }

  private void sleep(long milliseconds) {
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(milliseconds));
  }

  private List<ConsumerGroupHeartbeatRequest> sent() {
    return broker.received(ConsumerGroupHeartbeatRequest.class);
  }

  @Test
  void the_first_heartbeat_tells_all_and_what_it_brings_is_taken_and_confirmed() {
    ConsumerMembership member =
        member(
            new Subscription.Topics(Set.of("t")),
            Map.of("group.remote.assignor", "range", "client.rack", "r"));
    assign(0, 1);
    member.poll(owner);
    assertThat(owner.takeEvents()).containsExactly("take [t-0, t-1]");
    ConsumerGroupHeartbeatRequest first = sent().getFirst();
    assertThat(first.memberEpoch()).isZero();
    assertThat(first.subscribedTopicNames()).containsExactly("t");
    assertThat(first.serverAssignor()).isEqualTo("range");
    assertThat(first.rackId()).isEqualTo("r");
    assertThat(first.rebalanceTimeoutMs()).isEqualTo(300_000);
    assertThat(first.topicPartitions()).isEmpty();
    ConsumerGroupHeartbeatRequest second = sent().getLast();
    assertThat(sent()).hasSize(2);
    assertThat(second.memberEpoch()).isEqualTo(1);
    assertThat(second.subscribedTopicNames()).isNull();
    assertThat(second.topicPartitions())
        .containsExactly(
            new ConsumerGroupHeartbeatRequest.TopicPartitions()
                .topicId(TOPIC_ID)
                .partitions(List.of(0, 1)));
    assertThat(member.committer()).isEqualTo(new Committer("m", 1, null));
  }

  @Test
  void an_expression_is_left_to_the_broker() {
    member(new Subscription.Matching("t.*"), Map.of()).poll(owner);
    assertThat(sent().getFirst().subscribedTopicRegex()).isEqualTo("t.*");
  }

  @Test
  void heartbeats_come_at_the_brokers_pace_and_tell_only_what_is_new() {
    ConsumerMembership member = joined(Map.of());
    member.poll(owner);
    assertThat(member.beat()).isEqualTo(INTERVAL_MS);
    assertThat(sent()).hasSize(2);
    sleep(INTERVAL_MS);
    member.beat();
    assertThat(sent()).hasSize(3);
    assertThat(sent().getLast().topicPartitions()).isNull();
  }

  @Test
  void what_is_to_go_is_given_up_before_the_rest_is_taken() {
    ConsumerMembership member = joined(Map.of());
    assign(1);
    assign(1, 0);
    sleep(INTERVAL_MS);
    member.beat();
    assertThat(owner.takeEvents()).isEmpty();
    member.poll(owner);
    assertThat(owner.takeEvents()).containsExactly("give up [t-0]", "take [t-0]");
    assertThat(member.committer().generationOrEpoch()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(
      value = ErrorCode.class,
      names = {"UNKNOWN_MEMBER_ID", "FENCED_MEMBER_EPOCH"})
  void a_fenced_member_loses_all_and_joins_again_when_it_has_let_go(ErrorCode error) {
    ConsumerMembership member = joined(Map.of());
    refuse(error);
    sleep(INTERVAL_MS);
    member.beat();
    sleep(INTERVAL_MS);
    member.beat();
    assertThat(sent()).hasSize(3);
    assign(1);
    member.poll(owner);
    assertThat(owner.takeEvents()).containsExactly("lose [t-0, t-1]", "take [t-1]");
    assertThat(sent().get(3).memberEpoch()).isZero();
    assertThat(sent().get(3).subscribedTopicNames()).containsExactly("t");
  }

  @Test
  void after_a_failure_everything_is_told_again() {
    ConsumerMembership member = joined(Map.of());
    refuse(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS);
    sleep(INTERVAL_MS);
    member.beat();
    sleep(100);
    member.beat();
    ConsumerGroupHeartbeatRequest last = sent().getLast();
    assertThat(last.memberEpoch()).isEqualTo(1);
    assertThat(last.subscribedTopicNames()).containsExactly("t");
    assertThat(last.topicPartitions()).hasSize(1);
    member.poll(owner);
    assertThat(owner.takeEvents()).isEmpty();
  }

  @Test
  void a_refusal_is_told_to_the_reader() {
    refuse(ErrorCode.UNSUPPORTED_ASSIGNOR);
    ConsumerMembership member = member(new Subscription.Topics(Set.of("t")), Map.of());
    assertThatThrownBy(() -> member.poll(owner))
        .isInstanceOf(ServerErrorException.class)
        .extracting(e -> ((ServerErrorException) e).code())
        .isEqualTo(ErrorCode.UNSUPPORTED_ASSIGNOR);
  }

  @Test
  void a_topic_that_metadata_does_not_know_yet_is_taken_when_it_does() {
    List<MetadataResponse.MetadataResponseTopic> topics = metadata.topics();
    metadata.topics(List.of());
    ConsumerMembership member = member(new Subscription.Topics(Set.of("t")), Map.of());
    assign(0);
    member.poll(owner);
    assertThat(owner.takeEvents()).isEmpty();
    metadata.topics(topics);
    member.poll(owner);
    assertThat(owner.takeEvents()).containsExactly("take [t-0]");
  }

  @Test
  void a_member_that_reads_nothing_for_too_long_leaves_and_comes_back() {
    ConsumerMembership member = joined(Map.of());
    sleep(300_000);
    member.beat();
    assertThat(sent().getLast().memberEpoch()).isEqualTo(-1);
    assign(0);
    member.poll(owner);
    assertThat(owner.takeEvents()).containsExactly("lose [t-0, t-1]", "take [t-0]");
  }

  @Test
  void a_static_member_leaves_for_a_while() {
    joined(Map.of("group.instance.id", "i")).leave();
    assertThat(sent().getFirst().instanceId()).isEqualTo("i");
    assertThat(sent().getLast().memberEpoch()).isEqualTo(-2);
    assertThat(sent().getLast().instanceId()).isEqualTo("i");
  }
}
