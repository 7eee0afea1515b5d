package io.barnabas.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.benchmarks.wire.Batch;
import io.barnabas.benchmarks.wire.FetchFrame;
import io.barnabas.benchmarks.wire.Official;
import io.barnabas.benchmarks.wire.ProduceFrame;
import io.barnabas.protocol.primitive.Uuid;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.FetchResponseData.FetchableTopicResponse;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.requests.FetchRequest;
import org.junit.jupiter.api.Test;

class TailingConsumerTest {
  private static final int BATCH_BYTES = 170;
  private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);

  /** The first of the records was due ten seconds ago. */
  private final PacedProducer producer =
      new PacedProducer(
          ProduceFrame.of(new Uuid(1, 1), List.of(0), Batch.of(1, 100, 0)),
          System.nanoTime() - TimeUnit.SECONDS.toNanos(10),
          INTERVAL);

  private final TailingConsumer consumer =
      new TailingConsumer(FetchFrame.of(new Uuid(1, 1), 0, 1000, 500), BATCH_BYTES, producer);

  @Test
  void countsForEachRecordTheTimeSinceItWasDueNotSinceItWasSent() {
    consumer.answered(answer(20));

    assertThat(consumer.histogram().getTotalCount()).isEqualTo(20);
    assertThat(consumer.histogram().getMaxValue() - consumer.histogram().getMinValue())
        .isBetween(18 * INTERVAL, 20 * INTERVAL);
    assertThat(consumer.histogram().getMinValue()).isGreaterThan(8_000_000_000L);
  }

  @Test
  void asksForTheRecordAfterTheLast() {
    consumer.answered(answer(3));
    consumer.answered(answer(0));
    consumer.answered(answer(2));

    FetchRequest next = (FetchRequest) Official.request(consumer.next(4));
    assertThat(next.data().topics().getFirst().partitions().getFirst().fetchOffset()).isEqualTo(5);
  }

  @Test
  void aLateProducerSendsAllThatIsDueAndThenNothing() {
    int sent = 0;
    while (producer.next(sent) != null) {
      sent++;
    }

    assertThat(sent).isGreaterThan(100);
    assertThat(producer.dueNanos(sent)).isEqualTo(producer.dueNanos(0) + sent * INTERVAL);
  }

  private static ByteBuffer answer(int records) {
    PartitionData partition =
        new PartitionData()
            .setRecords(MemoryRecords.readableRecords(ByteBuffer.allocate(records * BATCH_BYTES)));
    return Official.answer(
        ApiKeys.FETCH,
        17,
        1,
        new FetchResponseData()
            .setResponses(List.of(new FetchableTopicResponse().setPartitions(List.of(partition)))));
  }
}
