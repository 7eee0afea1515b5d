package io.barnabas.log;

import io.barnabas.environment.Lane;
import io.barnabas.environment.Volume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Finds the segments at the log's start that {@code retention.bytes} and {@code retention.ms} let
 * go. A segment's age is that of its youngest record; where no record has a time, it is that of the
 * last change to the file, as in Kafka.
 */
final class LogRetention {
  private final LogState state;
  private final Lane lane;

  LogRetention(LogState state, Lane lane) {
    this.state = state;
    this.lane = lane;
  }

  /** Where the log is to begin; empty if nothing is to go. */
  CompletionStage<OptionalLong> newStartOffset() {
    List<Segment> committed = committed();
    LogConfig.Retention limits = state.config().retention();
    int tooMany = countBySize(committed, limits.bytes());
    if (limits.ms() < 0 || committed.isEmpty()) {
      return CompletableFuture.completedFuture(startAfter(committed, tooMany));
    }
    Segment active = state.segments().active();
    List<SegmentPaths> sealed =
        committed.stream().filter(segment -> segment != active).map(Segment::paths).toList();
    long oldestMs = state.shard().clock().wallMs() - limits.ms();
    long endOffset = state.logEndOffset();
    return lane.submit(
            volume -> {
              int old = countOlder(volume, sealed, oldestMs);
              boolean activeToo = old == sealed.size() && isOld(volume, active.paths(), oldestMs);
              return new Old(old, activeToo);
            })
        .thenApply(
            old -> {
              boolean activeToo =
                  old.sealed() == sealed.size()
                      && committed.contains(active)
                      && state.logEndOffset() == endOffset
                      && isOld(active, old.activeFile(), oldestMs);
              int count = activeToo ? old.sealed() + 1 : old.sealed();
              return startAfter(committed, Math.max(tooMany, count));
            });
  }

  /**
   * What is too old.
   *
   * @param sealed how many of the sealed segments
   * @param activeFile whether the active segment's file was last changed too long ago
   */
  private record Old(int sealed, boolean activeFile) {}

  /**
   * The segments that end at or below the high watermark; the active one if it has anything. Of one
   * that was sealed just now the time index is not all in its file, and does not tell the youngest
   * record: it waits for the next time.
   */
  private List<Segment> committed() {
    List<Segment> committed = new ArrayList<>();
    for (Segment segment : state.segments().all()) {
      boolean isActive = segment == state.segments().active();
      boolean isUnready = isActive ? segment.sizeBytes() == 0 : segment.index() != null;
      if (endOf(segment) > state.highWatermark() || isUnready) {
        break;
      }
      committed.add(segment);
    }
    return committed;
  }

  private long endOf(Segment segment) {
    Segment next = state.segments().after(segment);
    return next == null ? state.logEndOffset() : next.baseOffset();
  }

  private int countBySize(List<Segment> committed, long maxBytes) {
    if (maxBytes < 0) {
      return 0;
    }
    long excess = state.segments().sizeBytes() - maxBytes;
    int count = 0;
    while (count < committed.size() && excess >= committed.get(count).sizeBytes()) {
      excess -= committed.get(count).sizeBytes();
      count++;
    }
    return excess < 0 ? 0 : count;
  }

  private static int countOlder(Volume volume, List<SegmentPaths> sealed, long oldestMs)
      throws IOException {
    int count = 0;
    while (count < sealed.size() && isSealedOld(volume, sealed.get(count), oldestMs)) {
      count++;
    }
    return count;
  }

  private static boolean isSealedOld(Volume volume, SegmentPaths sealed, long oldestMs)
      throws IOException {
    SegmentInspection inspection = new SegmentInspection(volume, sealed);
    long largestMs = inspection.largestTimestampMs();
    return largestMs < 0
        ? !inspection.hasRecords() || isOld(volume, sealed, oldestMs)
        : largestMs < oldestMs;
  }

  private static boolean isOld(Volume volume, SegmentPaths file, long oldestMs) throws IOException {
    return volume.exists(file.log()) && volume.lastModifiedMs(file.log()) < oldestMs;
  }

  private static boolean isOld(Segment active, boolean isFileOld, long oldestMs) {
    SegmentIndex index = active.index();
    if (index == null) {
      return false;
    }
    return index.largestTimestampMs() < 0 ? isFileOld : index.largestTimestampMs() < oldestMs;
  }

  /** What was deleted or appended meanwhile changes nothing about those that are still there. */
  private OptionalLong startAfter(List<Segment> committed, int count) {
    if (count == 0) {
      return OptionalLong.empty();
    }
    Segment last = committed.get(count - 1);
    boolean stillEnds = state.segments().holds(last) && endOf(last) <= state.highWatermark();
    return stillEnds ? OptionalLong.of(endOf(last)) : OptionalLong.empty();
  }
}
