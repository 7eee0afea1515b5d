package io.barnabas.broker.cluster;

import io.barnabas.broker.partition.PartitionOffsets;
import io.barnabas.broker.partition.Partitions;
import io.barnabas.broker.storage.OffsetCheckpoints;
import io.barnabas.environment.Shard;
import io.barnabas.environment.Timers.Timer;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.TopicImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the checkpoint files from time to time, when something must be remembered, and a last time
 * at the end. To be used on the home shard.
 */
final class CheckpointKeeper {
  private static final Logger log = LoggerFactory.getLogger(CheckpointKeeper.class);

  private final Shard home;
  private final Partitions partitions;
  private final OffsetCheckpoints files;
  private final Supplier<ClusterImage> image;
  private @Nullable Timer timer;
  private boolean isWriting;
  private boolean isOutdated;
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
    timer =
        home.timers()
            .schedule(
                intervalMs,
                () -> {
                  writeNow();
                  every(intervalMs);
                });
  }

  /** Writes what has changed, once for all that is asked for meanwhile. */
  void writeNow() {
    isOutdated = true;
    if (isWriting || ended) {
      return;
    }
    isWriting = true;
    isOutdated = false;
    partitions
        .askAll(home, shard -> CompletableFuture.completedStage(shard.offsets()))
        .thenCompose(this::write)
        .whenComplete((_, failure) -> onWritten(failure));
  }

  private void onWritten(@Nullable Throwable failure) {
    isWriting = false;
    if (failure != null) {
      log.warn("The checkpoint files could not be written: {}", String.valueOf(failure));
    } else if (isOutdated) {
      writeNow();
    }
  }

  private CompletionStage<Set<Path>> write(List<List<PartitionOffsets>> byShard) {
    return ended
        ? CompletableFuture.completedStage(Set.of())
        : writeCurrent(byShard.stream().flatMap(List::stream).toList());
  }

  /**
   * Writes what was left when the logs were closed; completes with the directories in which that
   * failed.
   */
  CompletionStage<Set<Path>> writeLast(List<PartitionOffsets> all) {
    ended = true;
    if (timer != null) {
      timer.cancel();
    }
    return writeCurrent(all);
  }

  /** Leaves out what was deleted since it was asked. */
  private CompletionStage<Set<Path>> writeCurrent(List<PartitionOffsets> all) {
    ClusterImage current = image.get();
    return files.write(all.stream().filter(known -> isCurrent(current, known)).toList());
  }

  private static boolean isCurrent(ClusterImage image, PartitionOffsets known) {
    TopicImage topic = image.topics().find(known.identity().topicId());
    return topic != null && topic.partition(known.identity().topicPartition().partition()) != null;
  }
}
