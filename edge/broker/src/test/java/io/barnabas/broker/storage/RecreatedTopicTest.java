package io.barnabas.broker.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.broker.simulated.SimulatedBroker;
import io.barnabas.broker.simulated.Topics;
import io.barnabas.environment.Volume;
import io.barnabas.environment.simulated.FaultPlan;
import io.barnabas.environment.simulated.FaultPlan.Fault;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.DeleteRecordsRequest;
import io.barnabas.protocol.message.DeleteRecordsRequest.DeleteRecordsPartition;
import io.barnabas.protocol.message.DeleteRecordsRequest.DeleteRecordsTopic;
import io.barnabas.protocol.message.DeleteRecordsResponse;
import io.barnabas.protocol.message.ProduceResponse.PartitionProduceResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the log directories remember of partitions, and what of partitions that are no more. */
class RecreatedTopicTest {
  private final SimulatedBroker broker = SimulatedBroker.started(2);

  private Topics topics() {
    return new Topics(broker.connect());
  }

  private String text(String file) throws IOException {
    return StandardCharsets.UTF_8
        .decode(broker.volume().readFully(SimulatedBroker.LOG_DIR.resolve(file)))
        .toString();
  }

  private void twoRecords(String topic) {
    topics().create(topic, 1);
    topics().produce(topic, 0, Topics.batch(10));
    topics().produce(topic, 0, Topics.batch(10));
  }

  private void deleteRecords(String topic, long beforeOffset) {
    DeleteRecordsPartition partition =
        new DeleteRecordsPartition().partitionIndex(0).offset(beforeOffset);
    DeleteRecordsResponse answer =
        broker
            .connect()
            .ask(
                2,
                new DeleteRecordsRequest()
                    .topics(
                        List.of(
                            new DeleteRecordsTopic().name(topic).partitions(List.of(partition)))));
    assertThat(answer.topics().getFirst().partitions().getFirst().lowWatermark())
        .isEqualTo(beforeOffset);
  }

  @Test
  void aLogStartOffsetThatMovedIsWrittenDownSoon() throws IOException {
    twoRecords("orders");

    deleteRecords("orders", 1);
    broker.runForMs(100);

    assertThat(text("log-start-offset-checkpoint")).contains("orders 0 1");
  }

  @Test
  void aTopicMadeAgainDoesNotInheritCheckpoints() throws IOException {
    twoRecords("orders");
    deleteRecords("orders", 2);
    broker.runForMs(61_000);
    assertThat(text("recovery-point-offset-checkpoint")).contains("orders 0 ");

    topics().delete("orders");
    topics().create("orders", 1);
    PartitionProduceResponse first = topics().produce("orders", 0, Topics.batch(10));

    assertThat(first.baseOffset()).isZero();
    assertThat(first.logStartOffset()).isZero();
    assertThat(text("log-start-offset-checkpoint")).doesNotContain("orders");
  }

  @Test
  void aTopicMadeAgainWaitsUntilItsOldCheckpointsAreGone() {
    twoRecords("orders");
    broker.runForMs(61_000);
    broker
        .volume()
        .setFaults(o -> o.path().toString().contains("checkpoint") ? Fault.FAIL : Fault.NONE);
    topics().delete("orders");
    topics().create("orders", 1);
    broker
        .world()
        .schedule(5_000_000_000L, "repair", () -> broker.volume().setFaults(FaultPlan.NONE));

    PartitionProduceResponse first = topics().produce("orders", 0, Topics.batch(10));

    assertThat(Topics.error(first)).isEqualTo(ErrorCode.NONE);
    assertThat(first.baseOffset()).isZero();
  }

  @Test
  void aTopicThatWaitsForItsCheckpointsCanBeDeletedAndMadeAgain() {
    twoRecords("orders");
    broker.runForMs(61_000);
    broker
        .volume()
        .setFaults(o -> o.path().toString().contains("checkpoint") ? Fault.FAIL : Fault.NONE);
    for (int i = 0; i < 3; i++) {
      topics().delete("orders");
      topics().create("orders", 1);
    }
    broker.volume().setFaults(FaultPlan.NONE);

    assertThat(topics().produce("orders", 0, Topics.batch(10)).baseOffset()).isZero();
  }

  @Test
  void foldersThatNoTopicHasArePutAside() throws IOException {
    twoRecords("orders");
    broker.stop();
    broker.volume().createDirectories(SimulatedBroker.LOG_DIR.resolve("strange-0"));
    broker.volume().createDirectories(SimulatedBroker.LOG_DIR.resolve("orders-7"));
    broker.start();

    assertThat(broker.volume().list(SimulatedBroker.LOG_DIR))
        .extracting(Volume.Entry::name)
        .contains("orders-0")
        .doesNotContain("strange-0", "orders-7")
        .anyMatch(name -> name.startsWith("strange-0.") && name.endsWith("-stray"))
        .anyMatch(name -> name.startsWith("orders-7.") && name.endsWith("-stray"));
    assertThat(topics().create("strange", 1)).isNotNull();
    assertThat(topics().produce("strange", 0, Topics.batch(10)).baseOffset()).isZero();
  }

  @Test
  void aFolderThatIsUnreadableKeepsOnlyItsOwnPartitionFromServing() throws IOException {
    twoRecords("orders");
    twoRecords("audit");
    broker.stop();
    broker
        .volume()
        .replace(
            SimulatedBroker.LOG_DIR.resolve("orders-0/partition.metadata"),
            StandardCharsets.UTF_8.encode("version: nonsense\ntopic_id: none at all, but long\n"));

    broker.start();

    assertThat(Topics.error(topics().produce("orders", 0, Topics.batch(10))))
        .isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR);
    assertThat(topics().produce("audit", 0, Topics.batch(10)).baseOffset()).isEqualTo(2);
  }

  @Test
  void whatIsRememberedOfAPartitionThatIsNotOpenIsKept() throws IOException {
    twoRecords("orders");
    deleteRecords("orders", 1);
    broker.stop();
    broker
        .volume()
        .setFaults(o -> o.path().toString().contains("/orders-0") ? Fault.FAIL : Fault.NONE);
    broker.start();
    twoRecords("audit");
    broker.runForMs(61_000);

    assertThat(text("log-start-offset-checkpoint")).contains("orders 0 1");
    assertThat(text("recovery-point-offset-checkpoint")).contains("orders 0 2", "audit 0 ");
  }
}
