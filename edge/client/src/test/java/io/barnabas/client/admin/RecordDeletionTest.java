package io.barnabas.client.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.client.ClientConfig;
import io.barnabas.client.Cluster;
import io.barnabas.client.FakeBroker;
import io.barnabas.client.FakeTopic;
import io.barnabas.client.ServerErrorException;
import io.barnabas.client.TopicPartition;
import io.barnabas.client.metadata.Outcome;
import io.barnabas.client.metadata.PartitionLeaders;
import io.barnabas.client.network.ConnectionException;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.DeleteRecordsRequest;
import io.barnabas.protocol.message.DeleteRecordsResponse;
import io.barnabas.protocol.message.DeleteRecordsResponse.DeleteRecordsPartitionResult;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each partition has an outcome of its own; what may pass is tried again. */
class RecordDeletionTest {
  private final Queue<ErrorCode> errorsOfPartition1 = new ArrayDeque<>();
  private FakeBroker broker;
  private Cluster cluster;

  @BeforeEach
  void start() throws IOException {
    broker = new FakeBroker();
    new FakeTopic(broker, "t", 3).metadata();
    broker.on(ApiKey.DELETE_RECORDS, request -> answer((DeleteRecordsRequest) request));
    cluster = broker.cluster();
  }

  @AfterEach
  void stop() throws IOException {
    cluster.close();
    broker.close();
  }

  /** Partition 2 is never spoken of. */
  private DeleteRecordsResponse answer(DeleteRecordsRequest request) {
    List<DeleteRecordsPartitionResult> results =
        request.topics().getFirst().partitions().stream()
            .filter(asked -> asked.partitionIndex() < 2)
            .map(
                asked ->
                    new DeleteRecordsPartitionResult()
                        .partitionIndex(asked.partitionIndex())
                        .errorCode(errorOf(asked.partitionIndex()).code())
                        .lowWatermark(asked.offset()))
            .toList();
    return new DeleteRecordsResponse()
        .topics(
            List.of(
                new DeleteRecordsResponse.DeleteRecordsTopicResult()
                    .name("t")
                    .partitions(results)));
  }

  private ErrorCode errorOf(int partition) {
    return partition == 0 || errorsOfPartition1.isEmpty()
        ? ErrorCode.NONE
        : errorsOfPartition1.remove();
  }

  private SortedMap<TopicPartition, Outcome<Long>> delete(int... partitions) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (int partition : partitions) {
      offsets.put(new TopicPartition("t", partition), 40L + partition);
    }
    return new RecordDeletion(cluster, new PartitionLeaders(cluster, false)).deleteBefore(offsets);
  }

  @Test
  void what_is_refused_does_not_hide_what_is_done() {
    errorsOfPartition1.add(ErrorCode.OFFSET_OUT_OF_RANGE);
    SortedMap<TopicPartition, Outcome<Long>> outcomes = delete(0, 1, 2, 3);
    assertThat(outcomes.get(new TopicPartition("t", 0))).isEqualTo(new Outcome.Answered<>(40L));
    assertThatThrownBy(() -> outcomes.get(new TopicPartition("t", 1)).orThrow())
        .isInstanceOfSatisfying(
            ServerErrorException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.OFFSET_OUT_OF_RANGE));
    assertThatThrownBy(() -> outcomes.get(new TopicPartition("t", 2)).orThrow())
        .hasMessageContaining("leaves t-2 out");
    assertThatThrownBy(() -> outcomes.get(new TopicPartition("t", 3)).orThrow())
        .hasMessageContaining("topic 't' has partitions 0 to 2, and no 3");
  }

  @Test
  void only_a_partition_whose_leader_moved_is_asked_for_again() {
    errorsOfPartition1.add(ErrorCode.NOT_LEADER_OR_FOLLOWER);
    assertThat(delete(0, 1).values())
        .containsExactly(new Outcome.Answered<>(40L), new Outcome.Answered<>(41L));
    assertThat(broker.received(DeleteRecordsRequest.class))
        .extracting(request -> request.topics().getFirst().partitions().size())
        .containsExactly(2, 1);
  }

  @Test
  void a_leader_that_never_settles_is_a_failure_when_patience_is_over() {
    broker.on(
        ApiKey.DELETE_RECORDS,
        request -> {
          errorsOfPartition1.add(ErrorCode.NOT_LEADER_OR_FOLLOWER);
          return answer((DeleteRecordsRequest) request);
        });
    cluster.close();
    cluster =
        new Cluster(
            new ClientConfig(cluster.config().bootstrapServers(), "test", 30_000, 1, 20, 0));
    SortedMap<TopicPartition, Outcome<Long>> outcomes = delete(0, 1);
    assertThat(outcomes.get(new TopicPartition("t", 0)).orThrow()).isEqualTo(40);
    assertThat(outcomes.get(new TopicPartition("t", 1)).isRetriable()).isTrue();
  }

  @Test
  void without_any_broker_there_are_no_outcomes() throws IOException {
    broker.close();
    cluster =
        new Cluster(new ClientConfig(cluster.config().bootstrapServers(), "test", 30_000, 1, 0, 0));
    assertThatThrownBy(() -> delete(0)).isInstanceOf(ConnectionException.class);
  }
}
