package io.barnabas.log;

import io.barnabas.environment.Lane;
import io.barnabas.environment.Shard;
import io.barnabas.record.InvalidBatchException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compacts one log: of each key only the latest record stays. One pass reads the dirty part for the
 * latest offset of each key, then writes all segments up to there anew, a group of them at a time,
 * and swaps each group in. Nothing of it waits on the shard, and appends and reads go on meanwhile.
 */
final class LogCleaner {
  private static final Logger LOG = LoggerFactory.getLogger(LogCleaner.class);

  private final LogState state;
  private final SegmentSwap swap;
  private final CleanerProgress progress;
  private final CleaningPlanner planner;
  private @Nullable CompletableFuture<Boolean> running;
  private boolean stopped;

  /**
   * @param recoveryPoint up to where the log is durable
   */
  LogCleaner(
      LogState state, SegmentSwap swap, CleanerProgress progress, LongSupplier recoveryPoint) {
    this.state = state;
    this.swap = swap;
    this.progress = progress;
    this.planner = new CleaningPlanner(state, progress, recoveryPoint);
  }

  /** What could be cleaned now, if it is worth the work. */
  CompletionStage<Optional<CleaningPlan>> plan(Lane lane) {
    LogConfig config = state.config();
    if (!config.retention().compact() || progress.isUncleanable() || stopped || running != null) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return planner
        .plan(lane)
        .thenApply(
            found -> found.filter(plan -> plan.isWorthIt(config.compaction().minDirtyRatio())));
  }

  /** Cleans as planned; completes with whether it came to its end, and never fails. */
  CompletionStage<Boolean> clean(CleaningPlan plan, Lane lane, CleanerLimits limits) {
    if (stopped || running != null) {
      return CompletableFuture.completedFuture(false);
    }
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    running = done;
    CleaningSlices slices = new CleaningSlices(state.shard(), lane, limits, () -> stopped);
    pass(plan, slices)
        .whenComplete(
            (end, error) -> {
              running = null;
              done.complete(end != null && onCleaned(plan, slices, end));
              if (error != null) {
                onFailed(error);
              }
            });
    return done;
  }

  /** Ends what is under way, and keeps anything from beginning; completes when all is quiet. */
  CompletionStage<Void> stop() {
    stopped = true;
    return running == null ? CompletableFuture.completedFuture(null) : running.thenAccept(_ -> {});
  }

  private CompletionStage<Long> pass(CleaningPlan plan, CleaningSlices slices) {
    OffsetMap map = newMap(plan, slices.limits());
    List<CleaningSource.Part> dirty = plan.dirty().stream().map(CleaningSource.Part::of).toList();
    OffsetMapping mapping = new OffsetMapping(new CleaningSource(dirty), plan.fromOffset(), map);
    return slices
        .run(mapping)
        .thenCompose(
            _ -> {
              long endOffset = mapping.isFull() ? map.latestOffset() + 1 : plan.toOffset();
              return rewrite(plan, endOffset, retention(map), slices).thenApply(_ -> endOffset);
            });
  }

  /** No larger than if every offset had a key of its own. */
  private OffsetMap newMap(CleaningPlan plan, CleanerLimits limits) {
    double most = (plan.toOffset() - plan.fromOffset()) / limits.loadFactor() + 2;
    int slots = (int) Math.min(most, OffsetMap.slotsIn(limits.dedupeBufferBytes()));
    Shard shard = state.shard();
    return new OffsetMap(
        slots, limits.loadFactor(), shard.randomness().nextLong(), shard.randomness().nextLong());
  }

  private BatchRetention retention(OffsetMap map) {
    Map<Long, Long> lastOffsets = new HashMap<>();
    for (ProducerState producer : state.producers().inOrder()) {
      ProducerBatch last = producer.lastBatch();
      if (last != null) {
        lastOffsets.put(producer.producerId(), last.lastOffset());
      }
    }
    long nowMs = state.shard().clock().wallMs();
    return new BatchRetention(
        map, lastOffsets, nowMs, state.config().compaction().deleteRetentionMs());
  }

  private CompletionStage<Void> rewrite(
      CleaningPlan plan, long endOffset, BatchRetention retention, CleaningSlices slices) {
    CompletionStage<Void> done = CompletableFuture.completedFuture(null);
    for (List<Segment> group : plan.groups(endOffset, state.config().segments().bytes())) {
      done = done.thenCompose(_ -> rewrite(group, retention, slices));
    }
    return done;
  }

  private CompletionStage<Void> rewrite(
      List<Segment> group, BatchRetention retention, CleaningSlices slices) {
    SwapFiles files = new SwapFiles(group.getFirst().paths());
    CleaningSource source =
        new CleaningSource(group.stream().map(CleaningSource.Part::of).toList());
    SegmentRewrite rewrite =
        new SegmentRewrite(
            source, retention, files, state.config().segments().indexIntervalBytes());
    return slices
        .run(rewrite)
        .thenCompose(_ -> swap.swap(group, files, rewrite.sizeBytes()))
        .exceptionallyCompose(error -> discard(files, slices, error));
  }

  /** What is left over is of no harm, and goes at the next start if it does not now. */
  private static CompletionStage<Void> discard(
      SwapFiles files, CleaningSlices slices, Throwable error) {
    return slices
        .once(files::discard)
        .handle((_, _) -> error)
        .thenCompose(CompletableFuture::failedFuture);
  }

  private boolean onCleaned(CleaningPlan plan, CleaningSlices slices, long endOffset) {
    progress.cleanedTo(endOffset);
    LOG.info(
        "{}: compacted from {} to {}, {} bytes read and written",
        state.identity().topicPartition(),
        plan.fromOffset(),
        endOffset,
        slices.movedBytes());
    return true;
  }

  private void onFailed(Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    switch (cause) {
      case CleaningSlices.AbandonedException e -> LOG.debug("{}", e.getMessage());
      case LogException e -> LOG.debug("The log has failed meanwhile", e);
      case NoSuchFileException e -> LOG.debug("A segment was deleted meanwhile", e);
      case MalformedFileException e -> markUncleanable(e);
      case InvalidBatchException e -> markUncleanable(e);
      case IOException e ->
          LOG.warn("{} can't be compacted now", state.identity().topicPartition(), e);
      default -> markUncleanable(cause);
    }
  }

  private void markUncleanable(Throwable cause) {
    progress.markUncleanable();
    LOG.error(
        "{} is not compacted any more until the broker starts again: {}",
        state.identity().topicPartition(),
        cause.toString());
  }
}
