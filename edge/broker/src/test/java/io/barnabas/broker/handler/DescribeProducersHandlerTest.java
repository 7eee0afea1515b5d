package io.barnabas.broker.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.DescribeProducersRequest;
import io.barnabas.protocol.message.DescribeProducersRequest.TopicRequest;
import io.barnabas.protocol.message.DescribeProducersResponse;
import io.barnabas.protocol.message.DescribeProducersResponse.PartitionResponse;
import io.barnabas.protocol.message.DescribeProducersResponse.ProducerState;
import io.barnabas.record.RecordBatchBuilder;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DescribeProducersHandlerTest {
  private final TestBroker broker = new TestBroker();
  private final TestClient client = broker.connect();

  @BeforeEach
  void oneProducer() {
    client.createTopic("orders", 2);
    client.produce(
        "orders",
        0,
        new RecordBatchBuilder()
            .producer(44, (short) 3, 0)
            .add(100, null, ByteBuffer.wrap(new byte[] {1}))
            .add(200, null, ByteBuffer.wrap(new byte[] {1}))
            .build());
  }

  private List<PartitionResponse> ask(String topic, Integer... partitions) {
    DescribeProducersResponse answer =
        client.ask(
            0,
            new DescribeProducersRequest()
                .topics(
                    List.of(new TopicRequest().name(topic).partitionIndexes(List.of(partitions)))));
    return answer.topics().getFirst().partitions();
  }

  @Test
  void aProducersStateIsTold() {
    ProducerState producer = ask("orders", 0).getFirst().activeProducers().getFirst();

    assertThat(producer.producerId()).isEqualTo(44);
    assertThat(producer.producerEpoch()).isEqualTo(3);
    assertThat(producer.lastSequence()).isEqualTo(1);
    assertThat(producer.lastTimestamp()).isEqualTo(200);
    assertThat(producer.currentTxnStartOffset()).isEqualTo(-1);
  }

  @Test
  void partitionsAreToldInTheOrderAskedFor() {
    List<PartitionResponse> answers = ask("orders", 1, 7, 0);

    assertThat(answers).extracting(PartitionResponse::partitionIndex).containsExactly(1, 7, 0);
    assertThat(answers)
        .extracting(answer -> answer.activeProducers().size())
        .containsExactly(0, 0, 1);
    assertThat(answers.get(1).errorCode()).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code());
    assertThat(answers.get(1).errorMessage()).isNotBlank();
  }
}
