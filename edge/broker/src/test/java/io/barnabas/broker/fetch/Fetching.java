package io.barnabas.broker.fetch;

import io.barnabas.broker.simulated.WireClient;
import io.barnabas.environment.Outbound;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.FetchRequest;
import io.barnabas.protocol.message.FetchRequest.FetchPartition;
import io.barnabas.protocol.message.FetchRequest.FetchTopic;
import io.barnabas.protocol.message.FetchResponse;
import io.barnabas.protocol.message.FetchResponse.PartitionData;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.RecordBatches;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Builds fetch requests, and reads their answers. */
final class Fetching {
  /** The last version with topic names. */
  static final int VERSION = 12;

  private Fetching() {}

  /** A request without a session that waits for nothing. */
  static FetchRequest of(String topic, FetchPartition... partitions) {
    return new FetchRequest()
        .maxWaitMs(0)
        .minBytes(1)
        .maxBytes(1 << 20)
        .sessionEpoch(-1)
        .topics(List.of(new FetchTopic().topic(topic).partitions(Arrays.asList(partitions))));
  }

  static FetchPartition from(int partition, long offset) {
    return new FetchPartition()
        .partition(partition)
        .fetchOffset(offset)
        .partitionMaxBytes(1 << 20)
        .currentLeaderEpoch(-1)
        .lastFetchedEpoch(-1)
        .logStartOffset(-1);
  }

  static FetchResponse ask(WireClient client, FetchRequest request) {
    return client.ask(VERSION, request);
  }

  /** What is told of the partitions of the only topic. */
  static List<PartitionData> partitions(FetchResponse answer) {
    return answer.responses().isEmpty() ? List.of() : answer.responses().getFirst().partitions();
  }

  static PartitionData only(FetchResponse answer) {
    return partitions(answer).getFirst();
  }

  static ErrorCode error(PartitionData told) {
    return ErrorCode.forCode(told.errorCode());
  }

  static ByteBuffer bytes(PartitionData told) {
    return ((Outbound) told.records()).bytes();
  }

  static int sizeBytes(PartitionData told) {
    return bytes(told).remaining();
  }

  /** The base offsets of the whole batches. */
  static List<Long> offsets(PartitionData told) {
    List<Long> offsets = new ArrayList<>();
    for (RecordBatch batch : RecordBatches.withPartialTail(bytes(told))) {
      offsets.add(batch.baseOffset());
    }
    return offsets;
  }
}
