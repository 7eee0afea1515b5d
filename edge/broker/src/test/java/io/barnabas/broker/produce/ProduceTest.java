package io.barnabas.broker.produce;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.broker.simulated.SimulatedBroker;
import io.barnabas.broker.simulated.Topics;
import io.barnabas.broker.simulated.WireClient;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.ProduceRequest;
import io.barnabas.protocol.message.ProduceRequest.TopicProduceData;
import io.barnabas.protocol.message.ProduceResponse;
import io.barnabas.protocol.message.ProduceResponse.PartitionProduceResponse;
import io.barnabas.protocol.message.ProduceResponse.TopicProduceResponse;
import io.barnabas.protocol.primitive.Uuid;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProduceTest {
  private static final int VERSION = 9;
  private static final int VERSION_OF_IDS = 13;

  private final SimulatedBroker broker = SimulatedBroker.started(3);
  private final WireClient client = broker.connect();
  private final Topics topics = new Topics(client);
  private Uuid ordersId;

  @BeforeEach
  void createOrders() {
    ordersId = topics.create("orders", 4);
  }

  private ErrorCode errorOf(int acks, String topic, int partition) {
    ProduceResponse answer =
        client.ask(VERSION, Topics.request(acks, topic, Map.of(partition, Topics.batch(10))));
    return Topics.error(answer.responses().getFirst().partitionResponses().getFirst());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, -1})
  void anAcknowledgedAppendTellsItsOffset(int acks) {
    for (int offset = 0; offset < 3; offset++) {
      ProduceResponse answer =
          client.ask(VERSION, Topics.request(acks, "orders", Map.of(1, Topics.batch(10))));

      PartitionProduceResponse told = answer.responses().getFirst().partitionResponses().getFirst();
      assertThat(Topics.error(told)).isEqualTo(ErrorCode.NONE);
      assertThat(told.baseOffset()).isEqualTo(offset);
      assertThat(told.logAppendTimeMs()).isEqualTo(-1);
      assertThat(told.logStartOffset()).isZero();
    }
  }

  @Test
  void withoutAcknowledgementNothingIsAnsweredAndTheNextRequestIs() {
    client.send(VERSION, Topics.request(0, "orders", Map.of(0, Topics.batch(10))));

    PartitionProduceResponse next = topics.produce("orders", 0, Topics.batch(10));

    assertThat(next.baseOffset()).isEqualTo(1);
  }

  @Test
  void withoutAcknowledgementAFailureClosesTheConnection() {
    client.send(VERSION, Topics.request(0, "orders", Map.of(99, Topics.batch(10))));

    client.awaitClosed();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, -2, 127})
  void otherAcksAreRefused(int acks) {
    assertThat(errorOf(acks, "orders", 0)).isEqualTo(ErrorCode.INVALID_REQUIRED_ACKS);
    assertThat(topics.produce("orders", 0, Topics.batch(10)).baseOffset()).isZero();
  }

  @Test
  void whatDoesNotExistIsUnknown() {
    assertThat(errorOf(1, "nowhere", 0)).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    assertThat(errorOf(1, "orders", 4)).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    assertThat(errorOf(1, "orders", -1)).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
  }

  @Test
  void aTopicIsFoundByItsId() {
    TopicProduceResponse answer = byId(ordersId);

    assertThat(answer.topicId()).isEqualTo(ordersId);
    assertThat(answer.partitionResponses().getFirst().errorCode()).isZero();
  }

  @Test
  void anUnknownIdIsToldApart() {
    TopicProduceResponse answer = byId(new Uuid(4, 2));

    assertThat(answer.topicId()).isEqualTo(new Uuid(4, 2));
    assertThat(Topics.error(answer.partitionResponses().getFirst()))
        .isEqualTo(ErrorCode.UNKNOWN_TOPIC_ID);
  }

  private TopicProduceResponse byId(Uuid id) {
    TopicProduceData data =
        new TopicProduceData()
            .topicId(id)
            .partitionData(List.of(Topics.partition(0, Topics.batch(10))));
    ProduceResponse answer =
        client.ask(VERSION_OF_IDS, new ProduceRequest().acks((short) -1).topicData(List.of(data)));
    return answer.responses().getFirst();
  }

  @Test
  void answersComeInTheOrderOfTheRequestWhateverShardGivesThem() {
    topics.create("audit", 3);
    Map<Integer, ByteBuffer> orders = new LinkedHashMap<>();
    List.of(3, 0, 77, 2, 1).forEach(index -> orders.put(index, Topics.batch(10)));
    ProduceRequest both =
        Topics.request(-1, "orders", orders)
            .topicData(
                List.of(
                    Topics.request(-1, "orders", orders).topicData().getFirst(),
                    Topics.request(-1, "audit", Map.of(2, Topics.batch(5)))
                        .topicData()
                        .getFirst()));

    ProduceResponse answer = client.ask(VERSION, both);

    assertThat(answer.responses())
        .extracting(TopicProduceResponse::name)
        .containsExactly("orders", "audit");
    assertThat(answer.responses().getFirst().partitionResponses())
        .extracting(PartitionProduceResponse::index)
        .containsExactly(3, 0, 77, 2, 1);
    assertThat(answer.responses().getFirst().partitionResponses())
        .extracting(Topics::error)
        .containsExactly(
            ErrorCode.NONE,
            ErrorCode.NONE,
            ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
            ErrorCode.NONE,
            ErrorCode.NONE);
  }

  @Test
  void aRequestForNothingIsAnsweredWithNothing() {
    ProduceResponse answer = client.ask(VERSION, new ProduceRequest().acks((short) -1));

    assertThat(answer.responses()).isEmpty();
  }

  @Test
  void aRepeatedBatchIsAnsweredWithItsFirstOffset() {
    topics.produce("orders", 2, Topics.batch(10));
    PartitionProduceResponse first = topics.produce("orders", 2, Topics.batch(5, 0));
    topics.produce("orders", 2, Topics.batch(5, 1));

    PartitionProduceResponse again = topics.produce("orders", 2, Topics.batch(5, 0));

    assertThat(Topics.error(again)).isEqualTo(ErrorCode.NONE);
    assertThat(again.baseOffset()).isEqualTo(first.baseOffset()).isEqualTo(1);
    assertThat(topics.produce("orders", 2, Topics.batch(10)).baseOffset()).isEqualTo(3);
  }

  @Test
  void aGapInAProducersSequenceIsRefused() {
    topics.produce("orders", 2, Topics.batch(5, 0));

    PartitionProduceResponse refused = topics.produce("orders", 2, Topics.batch(5, 2));

    assertThat(Topics.error(refused)).isEqualTo(ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
    assertThat(refused.baseOffset()).isEqualTo(-1);
  }
}
