package io.barnabas.log;

import io.barnabas.environment.Lane;
import io.barnabas.environment.Volume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * Finds what of a log may be cleaned. Never the active segment, nor what is above the high
 * watermark or not synced, nor a segment with a record younger than {@code min.compaction.lag.ms}.
 */
final class CleaningPlanner {
  private final LogState state;
  private final CleanerProgress progress;
  private final LongSupplier recoveryPoint;

  CleaningPlanner(LogState state, CleanerProgress progress, LongSupplier recoveryPoint) {
    this.recoveryPoint = recoveryPoint;
    this.state = state;
    this.progress = progress;
  }

  /** The times in a segment that decide on lags. */
  private record Times(long firstMs, long largestMs) {}

  /** What could be cleaned now; empty if there is nothing dirty. */
  CompletionStage<Optional<CleaningPlan>> plan(Lane lane) {
    List<Segment> sealed = sealed();
    int cleanCount = cleanCount(sealed);
    if (cleanCount == sealed.size()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    LogConfig.Compaction settings = state.config().compaction();
    if (settings.minLagMs() <= 0 && settings.maxLagMs() == Long.MAX_VALUE) {
      return CompletableFuture.completedFuture(Optional.of(plan(sealed, cleanCount, false)));
    }
    List<SegmentPaths> dirty =
        sealed.subList(cleanCount, sealed.size()).stream().map(Segment::paths).toList();
    long nowMs = state.shard().clock().wallMs();
    return lane.submit(volume -> times(volume, dirty))
        .thenApply(times -> plan(sealed, cleanCount, times, nowMs));
  }

  /**
   * The segments below the high watermark that are durable: were a record to go for the sake of one
   * that a crash takes, its key would be gone.
   */
  private List<Segment> sealed() {
    List<Segment> all = state.segments().all();
    List<Segment> sealed = new ArrayList<>();
    long settled = Math.min(state.highWatermark(), recoveryPoint.getAsLong());
    for (int i = 0; i + 1 < all.size(); i++) {
      if (all.get(i).index() != null || all.get(i + 1).baseOffset() > settled) {
        break;
      }
      sealed.add(all.get(i));
    }
    return sealed;
  }

  private int cleanCount(List<Segment> sealed) {
    int count = 0;
    while (count < sealed.size() && endOf(sealed.get(count)) <= fromOffset()) {
      count++;
    }
    return count;
  }

  /** Not the log start offset: after a crash it may be an older one, and show what is below. */
  private long fromOffset() {
    return Math.max(progress.cleanedOffset(), state.segments().first().baseOffset());
  }

  private long endOf(Segment segment) {
    Segment next = state.segments().after(segment);
    return next == null ? state.logEndOffset() : next.baseOffset();
  }

  private static List<Times> times(Volume volume, List<SegmentPaths> dirty) throws IOException {
    List<Times> times = new ArrayList<>();
    for (SegmentPaths paths : dirty) {
      SegmentInspection inspection = new SegmentInspection(volume, paths);
      times.add(new Times(inspection.firstTimestampMs(), inspection.largestTimestampMs()));
    }
    return times;
  }

  private Optional<CleaningPlan> plan(
      List<Segment> sealed, int cleanCount, List<Times> times, long nowMs) {
    LogConfig.Compaction settings = state.config().compaction();
    int ripe = 0;
    boolean isOverdue = false;
    while (ripe < times.size() && nowMs - times.get(ripe).largestMs() >= settings.minLagMs()) {
      long firstMs = times.get(ripe).firstMs();
      isOverdue |= firstMs >= 0 && nowMs - firstMs > settings.maxLagMs();
      ripe++;
    }
    boolean stillThere = sealed.stream().allMatch(state.segments()::holds);
    return ripe == 0 || !stillThere
        ? Optional.empty()
        : Optional.of(plan(sealed.subList(0, cleanCount + ripe), cleanCount, isOverdue));
  }

  private CleaningPlan plan(List<Segment> segments, int cleanCount, boolean isOverdue) {
    return new CleaningPlan(
        List.copyOf(segments), cleanCount, fromOffset(), endOf(segments.getLast()), isOverdue);
  }
}
