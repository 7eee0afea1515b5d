package io.barnabas.coordinator.group.offset;

import io.barnabas.coordinator.group.GroupCoordinator;
import io.barnabas.coordinator.group.GroupMetrics;
import io.barnabas.coordinator.group.script.Stage;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.coordinator.runtime.Decision;
import io.barnabas.coordinator.runtime.InMemoryRuntime;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.OffsetCommitRequest;
import io.barnabas.protocol.message.OffsetCommitRequest.OffsetCommitRequestPartition;
import io.barnabas.protocol.message.OffsetCommitRequest.OffsetCommitRequestTopic;
import io.barnabas.protocol.message.OffsetCommitResponse;
import io.barnabas.protocol.message.OffsetFetchRequest.OffsetFetchRequestGroup;
import io.barnabas.protocol.message.OffsetFetchResponse.OffsetFetchResponsePartitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A coordinator that tests ask for offsets; they stay a minute and are looked at every 10 s. */
final class OffsetsOnStage {
  static final long RETENTION_MS = 60_000;
  static final long CHECK_INTERVAL_MS = 10_000;

  private static final short VERSION = 9;

  private final Catalog catalog = new Catalog();
  private final List<CoordinatorRecord> records = new ArrayList<>();
  private final Stage<GroupCoordinator> stage =
      new Stage<>(
          context ->
              new GroupCoordinator(context, catalog, OffsetScriptsTest.CONFIG, GroupMetrics.NONE),
          records::add);

  Catalog catalog() {
    return catalog;
  }

  InMemoryRuntime<GroupCoordinator> runtime() {
    return stage.runtime();
  }

  GroupCoordinator machine() {
    return stage.runtime().machine();
  }

  /** All that was ever decided. */
  List<CoordinatorRecord> records() {
    return records;
  }

  long nowMs() {
    return stage.nowMs();
  }

  int liveTimers() {
    return stage.liveTimers();
  }

  void pass(long durationMs) {
    stage.pass(durationMs);
  }

  /** The answer, which must have come. */
  <T> T await(Function<GroupCoordinator, Decision<T>> question) {
    return Objects.requireNonNull(stage.runtime().ask(question).toCompletableFuture().getNow(null));
  }

  /** Commits offset 7 for partitions of the topic orders, and gives what is told of each. */
  List<ErrorCode> commit(String groupId, String memberId, int generation, int from, int to) {
    OffsetCommitRequest request =
        request(
                groupId,
                "orders",
                IntStream.range(from, to).mapToObj(p -> partition(p, 7)).toList())
            .memberId(memberId)
            .generationIdOrMemberEpoch(generation);
    return await(it -> it.offsets().commit(request, VERSION)).topics().stream()
        .flatMap(topic -> topic.partitions().stream())
        .map(partition -> ErrorCode.forCode(partition.errorCode()))
        .toList();
  }

  /** Commits all partitions of a topic from outside the group. */
  void commitAll(String groupId, String topic, int partitions) {
    await(
        it ->
            it.offsets()
                .commit(
                    request(
                        groupId,
                        topic,
                        IntStream.range(0, partitions).mapToObj(p -> partition(p, 7)).toList()),
                    VERSION));
  }

  /** Commits one offset from outside the group; the answer comes when it is written. */
  CompletionStage<OffsetCommitResponse> commit(
      String groupId, String topic, int partition, long offset) {
    OffsetCommitRequest request = request(groupId, topic, List.of(partition(partition, offset)));
    return stage.runtime().ask(it -> it.offsets().commit(request, VERSION));
  }

  private static OffsetCommitRequest request(
      String groupId, String topic, List<OffsetCommitRequestPartition> partitions) {
    return new OffsetCommitRequest()
        .groupId(groupId)
        .topics(List.of(new OffsetCommitRequestTopic().name(topic).partitions(partitions)));
  }

  private static OffsetCommitRequestPartition partition(int index, long offset) {
    return new OffsetCommitRequestPartition().partitionIndex(index).committedOffset(offset);
  }

  /** All offsets of a group, of topics in no particular order. */
  List<OffsetFetchResponsePartitions> fetchAll(String groupId) {
    OffsetFetchRequestGroup request = new OffsetFetchRequestGroup().groupId(groupId).topics(null);
    return await(it -> it.offsets().fetch(request, false, VERSION)).topics().stream()
        .flatMap(topic -> topic.partitions().stream())
        .toList();
  }
}
