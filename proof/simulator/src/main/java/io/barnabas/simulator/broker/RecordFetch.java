package io.barnabas.simulator.broker;

import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.FetchRequest;
import io.barnabas.protocol.message.FetchRequest.FetchPartition;
import io.barnabas.protocol.message.FetchRequest.FetchTopic;
import io.barnabas.protocol.message.FetchResponse;
import io.barnabas.protocol.message.FetchResponse.PartitionData;
import io.barnabas.simulator.Violation;
import io.barnabas.simulator.WireClient;
import io.barnabas.simulator.batch.BatchFormat;
import io.barnabas.simulator.batch.SeenBatch;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Fetches one partition from one offset, without a session, in any version.
 *
 * @param waitMs how long the broker may wait for records
 */
record RecordFetch(Target target, long offset, int version, int maxBytes, int waitMs) {
  static final int FIRST_VERSION = 4;
  static final int LAST_VERSION = 17;

  private static final int FIRST_VERSION_OF_TOPIC_IDS = 13;
  private static final int NO_SESSION = -1;

  /** What a broker may answer that has just started, or lost the partition's disk. */
  private static final Set<ErrorCode> PASSING =
      Set.of(
          ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
          ErrorCode.UNKNOWN_TOPIC_ID,
          ErrorCode.NOT_LEADER_OR_FOLLOWER,
          ErrorCode.KAFKA_STORAGE_ERROR);

  /** What was fetched. */
  record Fetched(ErrorCode error, long highWatermark, long startOffset, List<SeenBatch> batches) {
    /** Whether the partition can't be read now. */
    boolean isPassing() {
      return PASSING.contains(error);
    }
  }

  void send(WireClient client, Consumer<Fetched> onAnswer, Runnable onLost) {
    client.ask(
        version, request(), FetchResponse.class, answer -> onAnswer.accept(read(answer)), onLost);
  }

  private FetchRequest request() {
    FetchPartition wanted =
        new FetchPartition()
            .partition(target.partition())
            .fetchOffset(offset)
            .partitionMaxBytes(maxBytes);
    FetchTopic topic = new FetchTopic().partitions(List.of(wanted));
    if (version >= FIRST_VERSION_OF_TOPIC_IDS) {
      topic.topicId(target.topic().id());
    } else {
      topic.topic(target.topic().name());
    }
    return new FetchRequest()
        .maxWaitMs(waitMs)
        .minBytes(1)
        .maxBytes(maxBytes)
        .sessionEpoch(NO_SESSION)
        .topics(List.of(topic));
  }

  private Fetched read(FetchResponse answer) {
    ErrorCode whole = WireClient.errorOf(answer.errorCode());
    if (whole != ErrorCode.NONE) {
      return new Fetched(whole, -1, -1, List.of());
    }
    if (answer.responses().size() != 1 || answer.responses().getFirst().partitions().size() != 1) {
      throw new Violation("A fetch of one partition was answered with " + answer);
    }
    PartitionData data = answer.responses().getFirst().partitions().getFirst();
    List<SeenBatch> batches =
        data.records() == null ? List.of() : BatchFormat.decode(WireClient.bytes(data.records()));
    return new Fetched(
        WireClient.errorOf(data.errorCode()), data.highWatermark(), data.logStartOffset(), batches);
  }
}
