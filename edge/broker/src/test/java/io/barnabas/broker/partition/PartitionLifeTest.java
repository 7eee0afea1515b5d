package io.barnabas.broker.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.broker.simulated.SimulatedBroker;
import io.barnabas.broker.simulated.Topics;
import io.barnabas.broker.simulated.WireClient;
import io.barnabas.environment.simulated.FaultPlan;
import io.barnabas.environment.simulated.FaultPlan.Fault;
import io.barnabas.environment.simulated.FaultPlan.Kind;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.ProduceRequest;
import io.barnabas.protocol.message.ProduceResponse;
import io.barnabas.protocol.message.ProduceResponse.PartitionProduceResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Partitions that are opened, fail, recover, are deleted and made again. */
class PartitionLifeTest {
  private static final int VERSION = 9;

  private final SimulatedBroker broker = SimulatedBroker.started(2);
  private final WireClient client = broker.connect();
  private final Topics topics = new Topics(client);

  private static final Map<String, String> PAGECACHE = Map.of("durability", "pagecache");

  private ErrorCode produce(String topic) {
    return Topics.error(topics.produce(topic, 0, Topics.batch(10)));
  }

  /** Operations on files of this topic fail, all or those of a kind. */
  private void failAt(String topic, Kind... kinds) {
    broker
        .volume()
        .setFaults(
            operation ->
                operation.path().toString().contains("/" + topic + "-")
                        && (kinds.length == 0 || List.of(kinds).contains(operation.kind()))
                    ? Fault.FAIL
                    : Fault.NONE);
  }

  @Test
  void questionsThatComeWhileALogIsOpenedAreAskedInTheirOrder() {
    topics.create("orders", 2);
    List<ProduceRequest> requests = new ArrayList<>();
    for (int sequence = 0; sequence < 5; sequence++) {
      requests.add(
          Topics.request(
              -1, "orders", Map.of(0, Topics.batch(1, sequence), 1, Topics.batch(1, sequence))));
    }

    requests.forEach(request -> client.send(VERSION, request));

    for (int offset = 0; offset < 5; offset++) {
      ProduceResponse answer = client.receive(VERSION, requests.get(offset));
      assertThat(answer.responses().getFirst().partitionResponses())
          .extracting(Topics::error)
          .containsOnly(ErrorCode.NONE);
      assertThat(answer.responses().getFirst().partitionResponses())
          .extracting(PartitionProduceResponse::baseOffset)
          .containsOnly((long) offset);
    }
  }

  @Test
  void aPartitionThatCanNotBeOpenedIsRefusedAndOpenedLater() {
    failAt("orders");
    topics.create("orders", 1);
    assertThat(produce("orders")).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR);
    assertThat(produce("orders")).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR);

    broker.volume().setFaults(FaultPlan.NONE);
    broker.runForMs(60_000);

    assertThat(produce("orders")).isEqualTo(ErrorCode.NONE);
  }

  @Test
  void aFailingDiskTakesItsPartitionsOfflineAndTheRestGoesOn() {
    topics.create("orders", 1, PAGECACHE);
    topics.create("audit", 1);
    produce("orders");
    failAt("orders", Kind.WRITE);

    assertThat(produce("orders")).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR);
    assertThat(produce("orders")).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR);
    assertThat(produce("audit")).isEqualTo(ErrorCode.NONE);
  }

  @Test
  void aDiskThatHasRoomAgainNeedsNoRestart() {
    topics.create("orders", 1, PAGECACHE);
    produce("orders");
    broker.volume().setCapacity(0);
    assertThat(produce("orders")).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR);
    broker.runForMs(120_000);

    broker.volume().setCapacity(1 << 20);
    broker.runForMs(60_000);

    PartitionProduceResponse answer = topics.produce("orders", 0, Topics.batch(10));
    assertThat(Topics.error(answer)).isEqualTo(ErrorCode.NONE);
    assertThat(answer.baseOffset()).isEqualTo(1);
  }

  @Test
  void aFailingJournalTakesAllOfItsPartitionsOfflineUntilItWorks() {
    topics.create("orders", 1);
    topics.create("audit", 1);
    produce("orders");
    broker
        .volume()
        .setFaults(
            operation ->
                operation.path().toString().endsWith(".journal") ? Fault.FAIL : Fault.NONE);

    assertThat(produce("orders")).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR);
    assertThat(produce("audit")).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR);
    broker.volume().setFaults(FaultPlan.NONE);
    broker.runForMs(60_000);

    assertThat(topics.produce("orders", 0, Topics.batch(10)).baseOffset()).isEqualTo(1);
    assertThat(topics.produce("audit", 0, Topics.batch(10)).baseOffset()).isZero();
  }

  @Test
  void whatTheJournalHasOutlivesACrashOverAFailingSegment() {
    topics.create("orders", 1);
    produce("orders");
    failAt("orders", Kind.WRITE);
    assertThat(produce("orders")).isEqualTo(ErrorCode.NONE);

    broker.crash();
    broker.volume().setFaults(FaultPlan.NONE);
    broker.start();

    Topics again = new Topics(broker.connect());
    assertThat(again.produce("orders", 0, Topics.batch(10)).baseOffset()).isEqualTo(2);
  }

  @Test
  void aTopicOfTheNameOfADeletedOneBeginsEmpty() {
    for (int i = 0; i < 3; i++) {
      topics.create("orders", 2);
      PartitionProduceResponse first = topics.produce("orders", 0, Topics.batch(10));
      assertThat(Topics.error(first)).isEqualTo(ErrorCode.NONE);
      assertThat(first.baseOffset()).isZero();
      topics.delete("orders");
      assertThat(produce("orders")).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }
  }

  @Test
  void aTopicThatIsDeletedWhileItsDiskFailsCanBeMadeAgain() {
    topics.create("orders", 1);
    produce("orders");
    failAt("orders", Kind.WRITE);
    produce("orders");

    topics.delete("orders");
    broker.volume().setFaults(FaultPlan.NONE);
    topics.create("orders", 1);

    assertThat(topics.produce("orders", 0, Topics.batch(10)).baseOffset()).isZero();
  }
}
