package io.barnabas.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.benchmarks.wire.Batch;
import io.barnabas.benchmarks.wire.Official;
import io.barnabas.benchmarks.wire.ProduceFrame;
import io.barnabas.protocol.primitive.Uuid;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.message.ProduceResponseData.TopicProduceResponse;
import org.apache.kafka.common.message.ProduceResponseData.TopicProduceResponseCollection;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.Test;

class TimedProducerTest {
  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);

  @Test
  void aStallCountsForAllTheRequestsThatItHeldUp() {
    TimedProducer producer =
        new TimedProducer(
            new PacedProducer(
                ProduceFrame.of(new Uuid(1, 1), List.of(0), Batch.of(1, 100, 0)),
                System.nanoTime() - 10 * INTERVAL,
                INTERVAL));

    for (int i = 0; i < 3; i++) {
      assertThat(producer.next(i)).isNotNull();
    }
    for (int i = 0; i < 3; i++) {
      producer.answered(answer());
    }

    assertThat(producer.histogram().getTotalCount()).isEqualTo(3);
    assertThat(producer.histogram().getMaxValue()).isGreaterThanOrEqualTo(9 * INTERVAL);
    assertThat(producer.histogram().getMaxValue() - producer.histogram().getMinValue())
        .isBetween(INTERVAL, 3 * INTERVAL);
  }

  private static ByteBuffer answer() {
    TopicProduceResponseCollection topics = new TopicProduceResponseCollection();
    topics.add(
        new TopicProduceResponse().setPartitionResponses(List.of(new PartitionProduceResponse())));
    return Official.answer(ApiKeys.PRODUCE, 13, 1, new ProduceResponseData().setResponses(topics));
  }
}
