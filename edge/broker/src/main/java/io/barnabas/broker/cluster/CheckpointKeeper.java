package io.barnabas.broker.cluster;

import io.barnabas.broker.partition.PartitionOffsets;
import io.barnabas.broker.partition.Partitions;
import io.barnabas.broker.storage.OffsetCheckpoints;
import io.barnabas.environment.Shard;
import io.barnabas.environment.Timers.Timer;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.TopicImage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the checkpoint files from time to time, and a last time at the end. To be used on the home
 * shard.
 */
final class CheckpointKeeper {
  private static final Logger log = LoggerFactory.getLogger(CheckpointKeeper.class);

  private final Shard home;
  private final Partitions partitions;
  private final OffsetCheckpoints files;
  private final Supplier<ClusterImage> image;
  private @Nullable Timer timer;
  private boolean ended;

  CheckpointKeeper(
      Shard home, Partitions partitions, OffsetCheckpoints files, Supplier<ClusterImage> image) {
    this.home = home;
    this.partitions = partitions;
    this.files = files;
    this.image = image;
  }

  OffsetCheckpoints files() {
    return files;
  }

  /** Begins to write every so often. */
  void every(long intervalMs) {
    timer = home.timers().schedule(intervalMs, () -> writeNow(intervalMs));
  }

  private void writeNow(long intervalMs) {
    partitions
        .askAll(home, shard -> CompletableFuture.completedStage(shard.offsets()))
        .thenCompose(this::write)
        .whenComplete(
            (_, failure) -> {
              if (failure != null) {
                log.warn("The checkpoint files could not be written: {}", String.valueOf(failure));
              }
              if (!ended) {
                every(intervalMs);
              }
            });
  }

  private CompletionStage<Void> write(List<List<PartitionOffsets>> byShard) {
    return ended ? CompletableFuture.completedStage(null) : writeCurrent(byShard);
  }

  /** Writes what was left when the logs were closed. */
  CompletionStage<Void> writeLast(List<List<PartitionOffsets>> byShard) {
    ended = true;
    if (timer != null) {
      timer.cancel();
    }
    return writeCurrent(byShard);
  }

  /** Leaves out what was deleted since it was asked. */
  private CompletionStage<Void> writeCurrent(List<List<PartitionOffsets>> byShard) {
    ClusterImage current = image.get();
    return files.write(
        byShard.stream().flatMap(List::stream).filter(known -> isCurrent(current, known)).toList());
  }

  private static boolean isCurrent(ClusterImage image, PartitionOffsets known) {
    TopicImage topic = image.topics().find(known.identity().topicId());
    return topic != null && topic.partition(known.identity().topicPartition().partition()) != null;
  }
}
