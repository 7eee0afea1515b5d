package io.barnabas.log;

import io.barnabas.environment.Lane;
import io.barnabas.environment.Shard;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Does the work of one cleaning slice by slice on a lane, no faster than is allowed. To be used on
 * the shard.
 */
final class CleaningSlices {
  private static final double NS = 1e9;
  private static final long MS_NS = 1_000_000;

  private final Shard shard;
  private final Lane lane;
  private final CleanerLimits limits;
  private final BooleanSupplier stopped;
  private final long startNs;
  private long movedBytes;

  /**
   * Begins to count now.
   *
   * @param stopped asked before each slice: whether the work is to end with {@link
   *     AbandonedException}
   */
  CleaningSlices(Shard shard, Lane lane, CleanerLimits limits, BooleanSupplier stopped) {
    this.shard = shard;
    this.lane = lane;
    this.limits = limits;
    this.stopped = stopped;
    this.startNs = shard.clock().monotonicNs();
  }

  /** The cleaning is not to go on: the log is cut or closed, or its segments are gone. */
  static final class AbandonedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AbandonedException() {
      super("The cleaning is abandoned", null, false, false);
    }
  }

  CleanerLimits limits() {
    return limits;
  }

  /** Bytes read and written so far. */
  long movedBytes() {
    return movedBytes;
  }

  /** Does all slices of a step. */
  CompletionStage<Void> run(CleaningStep step) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    next(step, done);
    return done;
  }

  /** One piece of work among the slices. */
  CompletionStage<Boolean> once(FileChange change) {
    return lane.submit(FileChange.work(change));
  }

  private void next(CleaningStep step, CompletableFuture<Void> done) {
    if (stopped.getAsBoolean()) {
      done.completeExceptionally(new AbandonedException());
      return;
    }
    int bytes = Math.max(1, limits.sliceBytes());
    lane.submit(volume -> step.slice(volume, bytes))
        .whenComplete((moved, error) -> onSlice(step, done, moved, error));
  }

  private void onSlice(
      CleaningStep step,
      CompletableFuture<Void> done,
      @Nullable Long moved,
      @Nullable Throwable error) {
    if (moved == null) {
      done.completeExceptionally(error);
    } else if (moved < 0) {
      done.complete(null);
    } else {
      movedBytes += moved;
      shard.timers().schedule(pauseMs(), () -> next(step, done));
    }
  }

  private long pauseMs() {
    double dueNs = movedBytes / limits.maxBytesPerSecond() * NS;
    long elapsedNs = shard.clock().monotonicNs() - startNs;
    return Math.max(0, ((long) dueNs - elapsedNs) / MS_NS);
  }
}
