package io.barnabas.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.protocol.primitive.Uuid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogDirectoryTest {
  private static final MetaProperties META =
      new MetaProperties(Optional.of("cluster-x"), 3, Optional.of(new Uuid(1, 2)));
  private static final TopicPartition PARTITION = new TopicPartition("a.b-c", 4);

  private final LogFixture fixture = new LogFixture(1);
  private final Path path = LogFixture.DATA.resolve("logs");

  private LogDirectory open() {
    return fixture.await(LogDirectory.open(fixture.shard(), path));
  }

  private void put(String name, String content) throws IOException {
    fixture.volume.createDirectories(path);
    try (var file = fixture.volume.open(path.resolve(name), OpenMode.TRUNCATE)) {
      file.write(0, StandardCharsets.UTF_8.encode(content));
    }
  }

  private String content(String name) throws IOException {
    ByteBuffer bytes = fixture.volume.readFully(path.resolve(name));
    return StandardCharsets.UTF_8.decode(bytes).toString();
  }

  @Test
  void aNewDirectoryIsEmptyAndWasNotShutDownCleanly() {
    LogDirectory directory = open();
    assertThat(directory.metaProperties()).isEmpty();
    assertThat(directory.wasCleanShutdown()).isFalse();
    assertThat(directory.startPoint(PARTITION)).isEqualTo(StartPoint.UNKNOWN);
    assertThat(directory.partitionFolders()).isEmpty();
  }

  @Test
  void whatIsWrittenIsFoundAtTheNextStart() {
    LogDirectory directory = open();
    fixture.await(directory.write(META));
    fixture.await(directory.write(CheckpointFile.RECOVERY_POINT, Map.of(PARTITION, 42L)));
    fixture.await(directory.write(CheckpointFile.LOG_START_OFFSET, Map.of(PARTITION, 7L)));
    fixture.await(directory.markCleanShutdown());
    fixture.await(directory.close());
    LogDirectory again = open();
    assertThat(again.metaProperties()).contains(META);
    assertThat(again.startPoint(PARTITION)).isEqualTo(new StartPoint(7, 42, true));
  }

  @Test
  void theMarkOfACleanShutdownIsGoodOnce() {
    LogDirectory directory = open();
    fixture.await(directory.markCleanShutdown());
    fixture.await(directory.close());
    LogDirectory second = open();
    assertThat(second.wasCleanShutdown()).isTrue();
    fixture.await(second.close());
    assertThat(open().wasCleanShutdown()).isFalse();
  }

  @Test
  void aDirectoryInUseIsRefused() {
    open();
    assertThatThrownBy(this::open)
        .isInstanceOf(LogException.StorageFailure.class)
        .hasMessage(path + " is in use by another broker");
  }

  @Test
  void theFilesAreInKafkasFormat() throws IOException {
    LogDirectory directory = open();
    fixture.await(directory.write(META));
    fixture.await(
        directory.write(
            CheckpointFile.HIGH_WATERMARK, Map.of(PARTITION, 5L, new TopicPartition("a", 0), 6L)));
    assertThat(content("meta.properties"))
        .isEqualTo(
            "cluster.id=cluster-x\ndirectory.id=AAAAAAAAAAEAAAAAAAAAAg\nnode.id=3\nversion=1\n");
    assertThat(content("replication-offset-checkpoint")).isEqualTo("0\n2\na 0 6\na.b-c 4 5\n");
  }

  @Test
  void kafkasOlderMetaPropertiesAreRead() throws IOException {
    put("meta.properties", "#\n#Mon Jan 01 00:00:00 UTC 2018\nversion=0\nbroker.id=12\n");
    assertThat(open().metaProperties())
        .contains(new MetaProperties(0, Optional.empty(), 12, Optional.empty()));
  }

  @Test
  void damagedMetaPropertiesStopTheStartWithAReason() throws IOException {
    put("meta.properties", "version=1\nnode.id=many\n");
    assertThatThrownBy(this::open).hasMessageContaining("'many' is not a number");
    put("meta.properties", "version=9\nnode.id=1\n");
    assertThatThrownBy(this::open).hasMessageContaining("unknown version '9'");
    put("meta.properties", "version=1\n");
    assertThatThrownBy(this::open).hasMessageContaining("node.id is missing");
  }

  @Test
  void aDamagedCheckpointCountsAsMissing() throws IOException {
    put("recovery-point-offset-checkpoint", "0\n2\na 0 6\n");
    put("log-start-offset-checkpoint", "0\n1\na 0 -6\n");
    LogDirectory directory = open();
    assertThat(directory.checkpoint(CheckpointFile.RECOVERY_POINT)).isEmpty();
    assertThat(directory.checkpoint(CheckpointFile.LOG_START_OFFSET)).isEmpty();
  }

  @Test
  void foldersAreToldApartByTheirNames() throws IOException {
    for (String name :
        new String[] {"a-b-0", "t-1.5c1f4bd0aa-delete", "t-2.77-future", "lost+found", "t-x"}) {
      fixture.volume.createDirectories(path.resolve(name));
    }
    assertThat(open().partitionFolders())
        .containsExactly(
            new PartitionFolder(
                "a-b-0", new TopicPartition("a-b", 0), PartitionFolder.Kind.CURRENT),
            new PartitionFolder(
                "t-1.5c1f4bd0aa-delete", new TopicPartition("t", 1), PartitionFolder.Kind.DELETED),
            new PartitionFolder(
                "t-2.77-future", new TopicPartition("t", 2), PartitionFolder.Kind.FUTURE));
  }

  @Test
  void anUnwritableDirectorySaysSo() {
    fixture.volume.setCapacity(0);
    fixture.volume.setFaults(op -> io.barnabas.environment.simulated.FaultPlan.Fault.FAIL);
    assertThatThrownBy(this::open)
        .isInstanceOf(LogException.StorageFailure.class)
        .hasMessageContaining(path.toString());
  }
}
