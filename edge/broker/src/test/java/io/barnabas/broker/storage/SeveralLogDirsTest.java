package io.barnabas.broker.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.broker.simulated.SimulatedBroker;
import io.barnabas.broker.simulated.Topics;
import io.barnabas.environment.Volume;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import io.barnabas.environment.simulated.FaultPlan;
import io.barnabas.environment.simulated.FaultPlan.Fault;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.DescribeLogDirsRequest;
import io.barnabas.protocol.message.DescribeLogDirsResponse;
import io.barnabas.protocol.message.DescribeLogDirsResponse.DescribeLogDirsResult;
import io.barnabas.protocol.message.MetadataRequest;
import io.barnabas.protocol.message.MetadataRequest.MetadataRequestTopic;
import io.barnabas.protocol.message.MetadataResponse;
import io.barnabas.protocol.message.MetadataResponse.MetadataResponsePartition;
import io.barnabas.protocol.message.ProduceResponse.PartitionProduceResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A broker with three log directories, of which some fail; the first has the metadata log. */
class SeveralLogDirsTest {
  private static final List<Path> DIRS =
      List.of(
          SimulatedBroker.ROOT.resolve("a"),
          SimulatedBroker.ROOT.resolve("b"),
          SimulatedBroker.ROOT.resolve("c"));

  private final SimulatedBroker broker =
      new SimulatedBroker(2)
          .set("log.dirs", String.join(",", DIRS.stream().map(Path::toString).toList()));

  private Topics topics() {
    return new Topics(broker.connect());
  }

  private ErrorCode produce(int partition) {
    return Topics.error(topics().produce("orders", partition, Topics.batch(10)));
  }

  /** One partition in each directory, in their order, with a record each. */
  private void start() {
    broker.start();
    topics().create("orders", 3);
    for (int partition = 0; partition < 3; partition++) {
      assertThat(produce(partition)).isEqualTo(ErrorCode.NONE);
      assertThat(broker.volume().exists(DIRS.get(partition).resolve("orders-" + partition)))
          .isTrue();
    }
  }

  private void fail(Path directory) {
    broker.volume().setFaults(o -> o.path().startsWith(directory) ? Fault.FAIL : Fault.NONE);
  }

  private void repair() {
    broker.volume().setFaults(FaultPlan.NONE);
  }

  private MetadataResponsePartition metadata(int partition) {
    MetadataRequestTopic topic = new MetadataRequestTopic().name("orders");
    MetadataResponse answer = broker.connect().ask(9, new MetadataRequest().topics(List.of(topic)));
    return answer.topics().getFirst().partitions().get(partition);
  }

  private DescribeLogDirsResult described(Path directory) {
    DescribeLogDirsResponse answer =
        broker.connect().ask(4, new DescribeLogDirsRequest().topics(null));
    return answer.results().stream()
        .filter(result -> result.logDir().equals(directory.toString()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aDirectoryThatFailsTakesItsPartitionsOfflineAndNoOthers() {
    start();
    fail(DIRS.get(1));
    broker.runForMs(2_000);

    assertThat(produce(0)).isEqualTo(ErrorCode.NONE);
    assertThat(produce(1)).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR);
    assertThat(produce(2)).isEqualTo(ErrorCode.NONE);
    assertThat(metadata(1).errorCode()).isEqualTo(ErrorCode.LEADER_NOT_AVAILABLE.code());
    assertThat(metadata(1).leaderId()).isEqualTo(-1);
    assertThat(metadata(1).offlineReplicas()).containsExactly(1);
    assertThat(metadata(0).errorCode()).isZero();
    assertThat(described(DIRS.get(1)).errorCode()).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR.code());
    assertThat(described(DIRS.get(2)).errorCode()).isZero();
  }

  @Test
  void aDirectoryThatWorksAgainNeedsNoRestart() {
    start();
    fail(DIRS.get(1));
    broker.runForMs(60_000);
    repair();
    broker.runForMs(10_000);

    PartitionProduceResponse answer = topics().produce("orders", 1, Topics.batch(10));

    assertThat(Topics.error(answer)).isEqualTo(ErrorCode.NONE);
    assertThat(answer.baseOffset()).isEqualTo(1);
    assertThat(metadata(1).leaderId()).isEqualTo(1);
    assertThat(described(DIRS.get(1)).errorCode()).isZero();
  }

  @Test
  void anEmptyMountPointIsNotTakenForTheDirectory() throws IOException {
    start();
    Path away = SimulatedBroker.ROOT.resolve("away");
    broker.volume().move(DIRS.get(1), away);
    broker.volume().createDirectories(DIRS.get(1));
    broker.runForMs(60_000);

    assertThat(produce(1)).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR);
    assertThat(broker.volume().list(DIRS.get(1))).isEmpty();

    broker.volume().delete(DIRS.get(1));
    broker.volume().move(away, DIRS.get(1));
    broker.runForMs(10_000);
    assertThat(topics().produce("orders", 1, Topics.batch(10)).baseOffset()).isEqualTo(1);
  }

  @Test
  void aStartWithoutOneOfItsDirectoriesServesTheRestAndLosesNothing() {
    start();
    broker.stop();
    fail(DIRS.get(2));
    broker.start();

    assertThat(produce(1)).isEqualTo(ErrorCode.NONE);
    assertThat(produce(2)).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR);
    assertThat(metadata(2).offlineReplicas()).containsExactly(1);
    assertThat(described(DIRS.get(2)).errorCode()).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR.code());
    topics().create("fresh", 1);
    assertThat(Topics.error(topics().produce("fresh", 0, Topics.batch(1))))
        .isEqualTo(ErrorCode.NONE);

    broker.stop();
    repair();
    broker.start();
    assertThat(topics().produce("orders", 2, Topics.batch(10)).baseOffset()).isEqualTo(1);
    assertThat(topics().produce("orders", 1, Topics.batch(10)).baseOffset()).isEqualTo(2);
  }

  @Test
  void aStartThatCantReadOneJournalServesTheRestAndLosesNothing() {
    start();
    Path journal = DIRS.get(2).resolve("1.journal");
    assertThat(broker.volume().exists(journal)).isTrue();
    broker.crash();
    broker.volume().setFaults(o -> o.path().equals(journal) ? Fault.FAIL : Fault.NONE);
    broker.start();

    assertThat(produce(1)).isEqualTo(ErrorCode.NONE);
    assertThat(produce(2)).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR);
    assertThat(described(DIRS.get(2)).errorCode()).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR.code());

    broker.stop();
    repair();
    broker.start();
    assertThat(topics().produce("orders", 2, Topics.batch(10)).baseOffset()).isEqualTo(1);
  }

  @Test
  void aTopicThatIsOfflineCanBeDeletedAndMadeAgain() {
    start();
    broker.stop();
    fail(DIRS.get(2));
    broker.start();

    topics().delete("orders");
    topics().create("orders", 3);
    assertThat(topics().produce("orders", 2, Topics.batch(10)).baseOffset()).isZero();

    broker.stop();
    repair();
    broker.start();
    assertThat(topics().produce("orders", 2, Topics.batch(10)).baseOffset()).isEqualTo(1);
  }

  @Test
  void ofTwoLogsOfAPartitionTheLongerIsKept() throws IOException {
    start();
    broker.stop();
    copy(DIRS.get(1).resolve("orders-1"), DIRS.get(2).resolve("orders-1"));
    broker.start();
    produce(1);
    broker.stop();
    copy(strayIn(DIRS.get(2)), DIRS.get(0).resolve("orders-1"));
    broker.start();

    assertThat(topics().produce("orders", 1, Topics.batch(10)).baseOffset()).isEqualTo(2);
    assertThat(broker.volume().exists(DIRS.get(0).resolve("orders-1"))).isFalse();
    assertThat(broker.volume().exists(strayIn(DIRS.get(0)))).isTrue();
  }

  private Path strayIn(Path directory) throws IOException {
    return broker.volume().list(directory).stream()
        .map(Volume.Entry::name)
        .filter(name -> name.startsWith("orders-1.") && name.endsWith("-stray"))
        .map(directory::resolve)
        .findFirst()
        .orElseThrow();
  }

  private void copy(Path from, Path to) throws IOException {
    Volume volume = broker.volume();
    volume.createDirectories(to);
    for (Volume.Entry entry : volume.list(from)) {
      ByteBuffer content = volume.readFully(from.resolve(entry.name()));
      try (VolumeFile file = volume.open(to.resolve(entry.name()), OpenMode.TRUNCATE)) {
        file.write(0, content);
      }
    }
  }
}
