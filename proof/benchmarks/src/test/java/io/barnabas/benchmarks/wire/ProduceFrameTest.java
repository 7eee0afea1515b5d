package io.barnabas.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.protocol.primitive.Uuid;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.record.internal.BaseRecords;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.RequestHeader;
import org.junit.jupiter.api.Test;

class ProduceFrameTest {
  private static final Uuid TOPIC = new Uuid(7, 9);

  private final Batch batch = Batch.of(160, 100, 1_700_000_000_000L);

  @Test
  void asksForAcknowledgementByAllForOneTopicAndItsPartitions() {
    ProduceFrame frame = ProduceFrame.of(TOPIC, List.of(3, 5), batch);

    ProduceRequestData data = read(frame.numbered(0));

    assertThat(data.acks()).isEqualTo((short) -1);
    assertThat(data.transactionalId()).isNull();
    assertThat(data.topicData()).hasSize(1);
    var topic = data.topicData().iterator().next();
    assertThat(topic.topicId()).isEqualTo(new org.apache.kafka.common.Uuid(7, 9));
    assertThat(topic.partitionData()).extracting(PartitionProduceData::index).containsExactly(3, 5);
    assertThat(topic.partitionData()).allSatisfy(part -> batchIn(part).ensureValid());
    assertThat(frame.batchBytes()).isEqualTo(2 * batch.sizeInBytes());
    assertThat(frame.recordCount()).isEqualTo(320);
  }

  @Test
  void carriesTheCorrelationIdOfEachSending() {
    ProduceFrame frame = ProduceFrame.of(TOPIC, List.of(0), batch);

    assertThat(correlationId(frame.numbered(1))).isEqualTo(1);
    assertThat(correlationId(frame.numbered(-77))).isEqualTo(-77);
  }

  @Test
  void staysValidWhenTheSequenceChanges() {
    ProduceFrame frame = ProduceFrame.of(TOPIC, List.of(0, 1), batch).withProducer(42, 3);

    ProduceRequestData data = read(frame.sequence(1_600).numbered(9));

    assertThat(data.topicData().iterator().next().partitionData())
        .hasSize(2)
        .allSatisfy(
            part -> {
              MutableRecordBatch sent = batchIn(part);
              sent.ensureValid();
              assertThat(sent.producerId()).isEqualTo(42);
              assertThat(sent.producerEpoch()).isEqualTo((short) 3);
              assertThat(sent.baseSequence()).isEqualTo(1_600);
              assertThat(sent.lastSequence()).isEqualTo(1_759);
            });
  }

  private static ProduceRequestData read(ByteBuffer frame) {
    return ((ProduceRequest) Official.request(frame)).data();
  }

  private static int correlationId(ByteBuffer frame) {
    return RequestHeader.parse(frame.duplicate().position(Integer.BYTES)).correlationId();
  }

  private static MutableRecordBatch batchIn(PartitionProduceData partition) {
    BaseRecords records = partition.records();
    return ((MemoryRecords) records).batches().iterator().next();
  }
}
