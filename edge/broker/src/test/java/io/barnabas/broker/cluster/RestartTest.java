package io.barnabas.broker.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.broker.simulated.SimulatedBroker;
import io.barnabas.broker.simulated.Topics;
import io.barnabas.environment.Transport.Listening;
import io.barnabas.environment.simulated.FaultPlan;
import io.barnabas.environment.simulated.FaultPlan.Fault;
import io.barnabas.environment.simulated.FaultPlan.Kind;
import io.barnabas.environment.simulated.SimulatedNetwork;
import io.barnabas.environment.simulated.SimulatedProcess;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.MetadataRequest;
import io.barnabas.protocol.message.MetadataResponse;
import io.barnabas.protocol.message.ProduceResponse.PartitionProduceResponse;
import io.barnabas.protocol.primitive.Uuid;
import java.io.IOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** One run of a broker after another, over the same disk. */
class RestartTest {
  private static final Path CLEAN = SimulatedBroker.LOG_DIR.resolve(".kafka_cleanshutdown");

  private final SimulatedBroker broker = SimulatedBroker.started(2);

  private Topics topics() {
    return new Topics(broker.connect());
  }

  private long nextOffset(String topic, int partition) {
    PartitionProduceResponse answer = topics().produce(topic, partition, Topics.batch(10));
    assertThat(Topics.error(answer)).isEqualTo(ErrorCode.NONE);
    return answer.baseOffset();
  }

  private String text(String file) throws IOException {
    return StandardCharsets.UTF_8
        .decode(broker.volume().readFully(SimulatedBroker.LOG_DIR.resolve(file)))
        .toString();
  }

  @Test
  void aCleanRestartKeepsTopicsRecordsAndProducers() throws IOException {
    Uuid id = topics().create("orders", 3);
    topics().produce("orders", 1, Topics.batch(10));
    topics().produce("orders", 1, Topics.batch(5, 0));

    broker.stop();
    assertThat(broker.volume().exists(CLEAN)).isTrue();
    assertThat(broker.volume().openFiles()).isZero();
    broker.start();

    assertThat(broker.volume().exists(CLEAN)).isFalse();
    MetadataResponse metadata = broker.connect().ask(12, new MetadataRequest().topics(null));
    assertThat(metadata.topics().getFirst().topicId()).isEqualTo(id);
    assertThat(metadata.topics().getFirst().partitions()).hasSize(3);
    assertThat(topics().produce("orders", 1, Topics.batch(5, 0)).baseOffset()).isEqualTo(1);
    assertThat(nextOffset("orders", 1)).isEqualTo(2);
  }

  @Test
  void aStopWritesTheCheckpoints() throws IOException {
    topics().create("orders", 1);
    nextOffset("orders", 0);
    nextOffset("orders", 0);

    broker.stop();

    assertThat(text("recovery-point-offset-checkpoint")).contains("orders 0 2");
    assertThat(text("replication-offset-checkpoint")).contains("orders 0 2");
  }

  @Test
  void checkpointsAreWrittenFromTimeToTime() throws IOException {
    topics().create("orders", 1);
    nextOffset("orders", 0);

    broker.runForMs(61_000);

    assertThat(text("replication-offset-checkpoint")).contains("orders 0 1");
  }

  @Test
  void checkpointsThatCouldNotBeWrittenAreWrittenLater() throws IOException {
    topics().create("orders", 1);
    nextOffset("orders", 0);
    broker
        .volume()
        .setFaults(
            operation ->
                operation.path().toString().contains("checkpoint") ? Fault.FAIL : Fault.NONE);
    broker.runForMs(61_000);

    broker.volume().setFaults(FaultPlan.NONE);
    broker.runForMs(61_000);

    assertThat(text("replication-offset-checkpoint")).contains("orders 0 1");
  }

  @Test
  void aLogThatCouldNotBeClosedInOrderIsNotBelieved() throws IOException {
    topics().create("orders", 1, Map.of("durability", "pagecache"));
    nextOffset("orders", 0);
    broker
        .volume()
        .setFaults(
            operation ->
                operation.kind() == Kind.WRITE && operation.path().toString().contains("orders-0")
                    ? Fault.FAIL
                    : Fault.NONE);
    topics().produce("orders", 0, Topics.batch(10));

    broker.stop();

    assertThat(broker.volume().exists(CLEAN)).isFalse();
    broker.volume().setFaults(FaultPlan.NONE);
    broker.start();
    assertThat(nextOffset("orders", 0)).isEqualTo(1);
  }

  @Test
  void aStopOverAFullDiskStillGivesTheDirectoriesBack() {
    topics().create("orders", 1);
    nextOffset("orders", 0);
    broker
        .volume()
        .setFaults(operation -> operation.kind() == Kind.WRITE ? Fault.FAIL : Fault.NONE);

    broker.stop();

    broker.volume().setFaults(FaultPlan.NONE);
    broker.start();
    assertThat(nextOffset("orders", 0)).isEqualTo(1);
  }

  @Test
  void aTakenPortLeavesTheDirectoriesClean() throws IOException {
    topics().create("orders", 1);
    nextOffset("orders", 0);
    broker.stop();
    broker.set("listeners", "A://127.0.0.1:9092,B://127.0.0.1:9093");
    broker.set("listener.security.protocol.map", "A:PLAINTEXT,B:PLAINTEXT");
    broker.set("inter.broker.listener.name", "A");
    SimulatedProcess other = broker.world().start(broker.world().newVolume(Path.of("/o")), 1);
    CompletableFuture<Listening> taken =
        other.transport().listen(SimulatedNetwork.address(9093), _ -> null).toCompletableFuture();

    assertThat(broker.failedStart()).isInstanceOf(BindException.class);

    assertThat(broker.volume().exists(CLEAN)).isTrue();
    taken.join().close();
    broker.start();
    assertThat(nextOffset("orders", 0)).isEqualTo(1);
  }

  @Test
  void aStartThatIsRefusedLeavesTheMarkOfTheCleanShutdown() throws IOException {
    broker.stop();
    broker.set("node.id", "5");

    assertThat(broker.failedStart())
        .hasMessageContaining("node 1")
        .hasMessageContaining("node.id=1");

    assertThat(broker.volume().exists(CLEAN)).isTrue();
    broker.set("node.id", "1").start();
  }

  @Test
  void metadataThatCanNotBeReadLeavesTheDirectoriesAsTheyWere() throws IOException {
    topics().create("orders", 1);
    nextOffset("orders", 0);
    broker.stop();
    broker
        .volume()
        .setFaults(
            operation ->
                operation.path().toString().contains("__cluster_metadata")
                    ? Fault.FAIL
                    : Fault.NONE);

    assertThat(broker.failedStart()).hasMessageContaining("__cluster_metadata");

    broker.volume().setFaults(FaultPlan.NONE);
    assertThat(broker.volume().exists(CLEAN)).isTrue();
    broker.start();
    assertThat(nextOffset("orders", 0)).isEqualTo(1);
  }

  @Test
  void aCrashLosesNothingThatWasSynced() {
    topics().create("orders", 2, Map.of("flush.messages", "1"));
    nextOffset("orders", 0);
    broker.runForMs(1_000);

    broker.crash();
    broker.start();

    assertThat(nextOffset("orders", 0)).isEqualTo(1);
    assertThat(nextOffset("orders", 1)).isZero();
  }
}
