package io.barnabas.cli.rehearsal;

import io.barnabas.client.metadata.TopicView;
import io.barnabas.environment.Outbound;
import io.barnabas.protocol.message.ProduceRequest;
import io.barnabas.protocol.message.ProduceResponse;
import io.barnabas.record.RecordBatchBuilder;
import java.nio.ByteBuffer;
import java.util.List;

/** Requests with one batch, and what is answered to them. */
final class Produced {
  private static final int VALUE_BYTES = 100;
  private static final int TIMEOUT_MS = 30_000;
  private static final short ALL = -1;

  private Produced() {}

  /** Adds records of one size to a batch. */
  static ByteBuffer batch(RecordBatchBuilder builder, int records) {
    long nowMs = System.currentTimeMillis();
    for (int record = 0; record < records; record++) {
      builder.add(nowMs, null, ByteBuffer.allocate(VALUE_BYTES));
    }
    return builder.build();
  }

  static ProduceRequest request(TopicView topic, int partition, ByteBuffer batch) {
    ProduceRequest.PartitionProduceData data =
        new ProduceRequest.PartitionProduceData()
            .index(partition)
            .records(Outbound.of(batch.duplicate()));
    ProduceRequest.TopicProduceData topicData =
        new ProduceRequest.TopicProduceData().topicId(topic.id()).partitionData(List.of(data));
    return new ProduceRequest().acks(ALL).timeoutMs(TIMEOUT_MS).topicData(List.of(topicData));
  }

  static short errorCode(ProduceResponse response) {
    return answer(response).errorCode();
  }

  static long baseOffset(ProduceResponse response) {
    return answer(response).baseOffset();
  }

  private static ProduceResponse.PartitionProduceResponse answer(ProduceResponse response) {
    return response.responses().getFirst().partitionResponses().getFirst();
  }
}
