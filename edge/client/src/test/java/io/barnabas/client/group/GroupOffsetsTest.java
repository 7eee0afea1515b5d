package io.barnabas.client.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.client.Cluster;
import io.barnabas.client.FakeBroker;
import io.barnabas.client.FakeCoordinator;
import io.barnabas.client.FakeTopic;
import io.barnabas.client.ServerErrorException;
import io.barnabas.client.TopicPartition;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.FindCoordinatorRequest;
import io.barnabas.protocol.message.OffsetCommitRequest;
import io.barnabas.protocol.message.OffsetDeleteResponse;
import io.barnabas.protocol.message.OffsetDeleteResponse.OffsetDeleteResponsePartition;
import io.barnabas.protocol.message.OffsetDeleteResponse.OffsetDeleteResponseTopic;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupOffsetsTest {
  private static final TopicPartition FIRST = new TopicPartition("t", 0);
  private static final TopicPartition SECOND = new TopicPartition("t", 1);

  private FakeBroker broker;
  private FakeCoordinator coordinator;
  private Cluster cluster;
  private GroupOffsets offsets;

  @BeforeEach
  void start() throws IOException {
    broker = new FakeBroker();
    new FakeTopic(broker, "t", 2).metadata();
    coordinator = new FakeCoordinator(broker);
    cluster = broker.cluster();
    offsets = new GroupOffsets(new GroupRouting(cluster));
  }

  @AfterEach
  void stop() throws IOException {
    cluster.close();
    broker.close();
  }

  private void commit(long offset) {
    offsets.commit("g", new Committer("m", 3, "i"), Map.of(FIRST, CommittedOffset.at(offset)));
  }

  @Test
  void what_is_committed_is_fetched_and_what_is_not_is_left_out() {
    commit(42);
    assertThat(offsets.fetch("g", List.of(FIRST, SECOND)))
        .containsExactly(Map.entry(FIRST, CommittedOffset.at(42)));
  }

  @Test
  void a_commit_says_who_commits() {
    commit(1);
    OffsetCommitRequest sent = broker.received(OffsetCommitRequest.class).getFirst();
    assertThat(sent.memberId()).isEqualTo("m");
    assertThat(sent.generationIdOrMemberEpoch()).isEqualTo(3);
    assertThat(sent.groupInstanceId()).isEqualTo("i");
  }

  @Test
  void a_coordinator_that_moved_is_looked_up_again() {
    coordinator.failCommit(ErrorCode.NOT_COORDINATOR);
    commit(1);
    assertThat(broker.received(FindCoordinatorRequest.class)).hasSize(2);
    assertThat(coordinator.committed()).containsEntry(FIRST, 1L);
  }

  @Test
  void a_coordinator_that_loads_is_asked_again_but_not_looked_up() {
    coordinator.failCommit(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS);
    commit(1);
    assertThat(broker.received(FindCoordinatorRequest.class)).hasSize(1);
    assertThat(broker.received(OffsetCommitRequest.class)).hasSize(2);
  }

  @Test
  void a_coordinator_that_is_not_there_yet_is_waited_for() {
    coordinator.failFind(ErrorCode.COORDINATOR_NOT_AVAILABLE);
    commit(1);
    assertThat(coordinator.committed()).containsEntry(FIRST, 1L);
  }

  @Test
  void a_fenced_member_is_told() {
    coordinator.failCommit(ErrorCode.ILLEGAL_GENERATION);
    assertThatThrownBy(() -> commit(1))
        .isInstanceOf(ServerErrorException.class)
        .extracting(e -> ((ServerErrorException) e).code())
        .isEqualTo(ErrorCode.ILLEGAL_GENERATION);
    assertThat(coordinator.committed()).isEmpty();
  }

  @Test
  void each_deletion_has_a_result_of_its_own() {
    broker.on(
        ApiKey.OFFSET_DELETE,
        _ ->
            new OffsetDeleteResponse()
                .topics(
                    List.of(
                        new OffsetDeleteResponseTopic()
                            .name("t")
                            .partitions(
                                List.of(
                                    new OffsetDeleteResponsePartition(),
                                    new OffsetDeleteResponsePartition()
                                        .partitionIndex(1)
                                        .errorCode(ErrorCode.GROUP_SUBSCRIBED_TO_TOPIC.code()))))));
    assertThat(offsets.delete("g", List.of(FIRST, SECOND)))
        .containsExactly(
            Map.entry(FIRST, ErrorCode.NONE),
            Map.entry(SECOND, ErrorCode.GROUP_SUBSCRIBED_TO_TOPIC));
  }
}
