package io.barnabas.broker.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.broker.handler.LogDirReport.LogDir;
import io.barnabas.broker.partition.PartitionPlace;
import io.barnabas.broker.partition.Partitions;
import io.barnabas.broker.partition.ShardPartitions;
import io.barnabas.environment.Shard;
import io.barnabas.environment.simulated.SimulatedProcess;
import io.barnabas.environment.simulated.SimulatedVolume;
import io.barnabas.environment.simulated.SimulatedWorld;
import io.barnabas.log.LogConfig;
import io.barnabas.log.LogIdentity;
import io.barnabas.log.TopicPartition;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.primitive.Uuid;
import io.barnabas.record.RecordBatchBuilder;
import io.barnabas.replication.LeaderTerms;
import io.barnabas.replication.RequiredAcks;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LogDirSizesTest {
  private static final Path ONE = Path.of("/data/one");
  private static final Path TWO = Path.of("/data/two");
  private static final long SECOND_NS = 1_000_000_000;

  private final SimulatedWorld world = new SimulatedWorld(3);
  private final SimulatedVolume volume = world.newVolume(Path.of("/data"));
  private final SimulatedProcess process = world.start(volume, 2);
  private final Shard asker = process.shards().getFirst();
  private final Partitions partitions =
      new Partitions(process.shards().stream().map(ShardPartitions::new).toList());
  private final LogDirSizes sizes =
      new LogDirSizes(
          partitions, () -> List.of(DirectoryState.unknown(ONE), DirectoryState.unknown(TWO)));

  private <T> T await(Supplier<CompletionStage<T>> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    asker.execute(() -> task.get().thenAccept(result::complete));
    assertThat(world.runUntil(result::isDone, 60 * SECOND_NS)).isTrue();
    return result.join();
  }

  private static ByteBuffer batch() {
    return new RecordBatchBuilder().add(1, null, ByteBuffer.wrap(new byte[100])).build();
  }

  /** Makes a log with one batch. */
  private void host(Path directory, TopicPartition partition) {
    LogIdentity identity =
        new LogIdentity(directory.resolve(partition.toString()), partition, new Uuid(1, 2));
    LeaderTerms terms = new LeaderTerms(0, 1, LogConfig.DEFAULT);
    partitions.order(partition, shard -> shard.host(PartitionPlace.fresh(identity), terms));
    world.runFor(SECOND_NS);
    await(
        () -> partitions.ask(asker, partition, leader -> leader.append(batch(), RequiredAcks.ALL)));
  }

  @Test
  void everyLogIsToldWithItsSizeInItsDirectory() {
    for (int index = 0; index < 3; index++) {
      host(ONE, new TopicPartition("a", index));
    }
    host(TWO, new TopicPartition("b", 0));

    List<LogDir> dirs = await(() -> sizes.report(asker));

    assertThat(dirs).extracting(LogDir::path).containsExactly("/data/one", "/data/two");
    assertThat(dirs).extracting(dir -> dir.logs().size()).containsExactly(3, 1);
    assertThat(dirs)
        .flatExtracting(LogDir::logs)
        .allSatisfy(log -> assertThat(log.sizeBytes()).isEqualTo(batch().remaining()));
    assertThat(dirs)
        .allSatisfy(
            dir -> {
              assertThat(dir.error()).isEqualTo(ErrorCode.NONE);
              assertThat(dir.totalBytes()).isGreaterThanOrEqualTo(dir.usableBytes());
              assertThat(dir.usableBytes()).isPositive();
            });
  }
}
