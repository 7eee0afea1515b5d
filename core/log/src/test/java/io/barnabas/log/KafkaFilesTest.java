package io.barnabas.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.environment.real.DiskThreads;
import io.barnabas.environment.real.NioVolume;
import io.barnabas.environment.real.ThreadShard;
import io.barnabas.protocol.primitive.Uuid;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.storage.internals.checkpoint.LeaderEpochCheckpointFile;
import org.apache.kafka.storage.internals.checkpoint.OffsetCheckpointFile;
import org.apache.kafka.storage.internals.checkpoint.PartitionMetadataFile;
import org.apache.kafka.storage.internals.log.BatchMetadata;
import org.apache.kafka.storage.internals.log.EpochEntry;
import org.apache.kafka.storage.internals.log.LogDirFailureChannel;
import org.apache.kafka.storage.internals.log.ProducerStateEntry;
import org.apache.kafka.storage.internals.log.ProducerStateManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's own classes read what a log leaves in real files, and we read theirs. */
class KafkaFilesTest {
  private static final LogConfig CONFIG = LogFixture.segmentsOf(600);
  private static final LogDirFailureChannel FAILURES = new LogDirFailureChannel(1);

  @TempDir private Path directory;
  private final DiskThreads disk = new DiskThreads(new NioVolume(), 2);
  private final ThreadShard shard = new ThreadShard(0, disk);

  @AfterEach
  void end() {
    disk.close();
    shard.close();
  }

  private <T> T onShard(Supplier<CompletionStage<T>> work) throws Exception {
    CompletableFuture<T> result = new CompletableFuture<>();
    shard.execute(
        () ->
            work.get()
                .whenComplete(
                    (value, error) -> {
                      if (error == null) {
                        result.complete(value);
                      } else {
                        result.completeExceptionally(error);
                      }
                    }));
    return result.get(30, TimeUnit.SECONDS);
  }

  private LogIdentity identity() {
    return new LogIdentity(
        directory.resolve("topic-0"), new TopicPartition("topic", 0), new Uuid(7, 9));
  }

  private PartitionLog open(boolean clean, long recoveryPoint) throws Exception {
    StartPoint start = new StartPoint(0, recoveryPoint, clean);
    return onShard(() -> PartitionLog.open(shard, identity(), CONFIG, start, new LogListener() {}));
  }

  /** Thirty batches of two records by one producer in two epochs of the leader. */
  private PartitionLog filled() throws Exception {
    PartitionLog log = open(false, 0);
    for (int i = 0; i < 30; i++) {
      int sequence = 2 * i;
      ByteBuffer batch = LogFixture.produced(77, 1, sequence, "a" + i, "b" + i);
      int epoch = i < 10 ? 3 : 5;
      onShard(() -> log.append(batch, epoch, AppendOrigin.CLIENT));
    }
    onShard(log::close);
    return log;
  }

  private List<File> files(String suffix) {
    File[] found = identity().folder().toFile().listFiles((_, name) -> name.endsWith(suffix));
    return List.of(found == null ? new File[0] : found);
  }

  private static long baseOffset(File file) {
    return Long.parseLong(file.getName().substring(0, 20));
  }

  @Test
  void kafkaReadsTheBatches() throws Exception {
    filled();
    long expected = 0;
    for (File file : files(".log").stream().sorted().toList()) {
      assertThat(baseOffset(file)).isEqualTo(expected);
      try (FileRecords records = FileRecords.open(file)) {
        for (RecordBatch batch : records.batches()) {
          batch.ensureValid();
          assertThat(batch.baseOffset()).isEqualTo(expected);
          expected = batch.nextOffset();
        }
      }
    }
    assertThat(expected).isEqualTo(60);
  }

  @Test
  void kafkaReadsTheOffsetIndexes() throws Exception {
    filled();
    int entries = 0;
    for (File file : files(".index")) {
      File log = new File(file.getPath().replace(".index", ".log"));
      try (var index =
              new org.apache.kafka.storage.internals.log.OffsetIndex(
                  file, baseOffset(file), -1, false);
          FileRecords records = FileRecords.open(log)) {
        index.sanityCheck();
        for (int i = 0; i < index.entries(); i++) {
          var entry = index.entry(i);
          var batch = records.batchesFrom(entry.position()).iterator().next();
          assertThat(batch.lastOffset()).isEqualTo(entry.offset());
        }
        entries += index.entries();
      }
    }
    assertThat(entries).isGreaterThan(10);
  }

  @Test
  void kafkaReadsTheTimeIndexes() throws Exception {
    filled();
    for (File file : files(".timeindex")) {
      try (var index =
          new org.apache.kafka.storage.internals.log.TimeIndex(file, baseOffset(file), -1, false)) {
        index.sanityCheck();
        assertThat(index.lastEntry().timestamp()).isEqualTo(1000);
      }
    }
  }

  @Test
  void kafkaReadsTheProducerSnapshot() throws Exception {
    filled();
    List<ProducerStateEntry> entries =
        ProducerStateManager.readSnapshot(
            identity().folder().resolve("00000000000000000060.snapshot").toFile());
    assertThat(entries).hasSize(1);
    ProducerStateEntry entry = entries.getFirst();
    assertThat(entry.producerId()).isEqualTo(77);
    assertThat(entry.producerEpoch()).isEqualTo((short) 1);
    assertThat(entry.batchMetadata()).containsExactly(new BatchMetadata(59, 59, 1, 1000));
  }

  @Test
  void kafkaReadsTheLeaderEpochsAndTheTopicId() throws Exception {
    filled();
    File folder = identity().folder().toFile();
    assertThat(
            new LeaderEpochCheckpointFile(LeaderEpochCheckpointFile.newFile(folder), FAILURES)
                .read())
        .containsExactly(new EpochEntry(3, 0), new EpochEntry(5, 20));
    assertThat(
            new PartitionMetadataFile(PartitionMetadataFile.newFile(folder), FAILURES)
                .read()
                .topicId())
        .hasToString(new Uuid(7, 9).toString());
  }

  @Test
  void kafkasCheckpointsAndSnapshotsAreRead() throws IOException {
    File checkpoint = directory.resolve("replication-offset-checkpoint").toFile();
    new OffsetCheckpointFile(checkpoint, FAILURES)
        .write(Map.of(new org.apache.kafka.common.TopicPartition("t", 4), 99L));
    assertThat(OffsetCheckpoint.decode(checkpoint.toPath(), content(checkpoint.toPath())))
        .isEqualTo(Map.of(new TopicPartition("t", 4), 99L));
    Path snapshot = directory.resolve("00000000000000000007.snapshot");
    ProducerStateManager.writeSnapshot(
        snapshot.toFile(),
        Map.of(5L, new ProducerStateEntry(5, (short) 2, -1, 1234, OptionalLong.empty())),
        true);
    assertThat(ProducerSnapshot.decode(snapshot, content(snapshot)).activeProducers())
        .containsExactly(new ActiveProducer(5, (short) 2, -1, 1234, -1, -1));
  }

  private static ByteBuffer content(Path file) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(file));
  }

  @Test
  void realFilesOpenAgainAfterACleanAndAnUncleanEnd() throws Exception {
    filled();
    PartitionLog clean = open(true, 60);
    assertThat(clean.logEndOffset()).isEqualTo(60);
    clean.advanceHighWatermark(60);
    ByteBuffer bytes = onShard(() -> clean.readBytes(31, 1, 60, true));
    assertThat(LogFixture.values(LogFixture.batches(bytes).getFirst()))
        .containsExactly("a15", "b15");
    onShard(clean::close);
    List<File> logs = files(".log").stream().sorted().toList();
    Files.write(logs.getLast().toPath(), new byte[40], java.nio.file.StandardOpenOption.APPEND);
    assertThat(open(false, 0).logEndOffset()).isEqualTo(60);
  }
}
