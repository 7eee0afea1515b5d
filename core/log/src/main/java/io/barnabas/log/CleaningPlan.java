package io.barnabas.log;

import java.util.ArrayList;
import java.util.List;

/**
 * What a cleaning would go over: the segments from the log's start to the first that is not to be
 * touched yet.
 *
 * @param segments all of them, the clean ones first
 * @param cleanCount how many of them have nothing dirty
 * @param fromOffset where the dirty part begins
 * @param toOffset where it ends, at the end of the last segment
 * @param isOverdue whether a record has waited longer than {@code max.compaction.lag.ms}
 */
record CleaningPlan(
    List<Segment> segments, int cleanCount, long fromOffset, long toOffset, boolean isOverdue) {

  List<Segment> dirty() {
    return segments.subList(cleanCount, segments.size());
  }

  /** How much of it is dirty, from 0 to 1. */
  double dirtyRatio() {
    long dirtyBytes = bytes(dirty());
    long allBytes = bytes(segments);
    return allBytes == 0 ? 0 : (double) dirtyBytes / allBytes;
  }

  /** Whether there is enough to do. */
  boolean isWorthIt(double minDirtyRatio) {
    return bytes(dirty()) > 0 && (isOverdue || dirtyRatio() > minDirtyRatio);
  }

  private static long bytes(List<Segment> segments) {
    return segments.stream().mapToLong(Segment::writtenBytes).sum();
  }

  /**
   * Neighbours that together make one segment.
   *
   * @param endOffset segments that begin here or beyond stay as they are
   */
  List<List<Segment>> groups(long endOffset, int maxSegmentBytes) {
    List<List<Segment>> groups = new ArrayList<>();
    List<Segment> group = new ArrayList<>();
    for (int i = 0; i < segments.size() && segments.get(i).baseOffset() < endOffset; i++) {
      if (!group.isEmpty() && !fits(group, i, maxSegmentBytes)) {
        groups.add(group);
        group = new ArrayList<>();
      }
      group.add(segments.get(i));
    }
    if (!group.isEmpty()) {
      groups.add(group);
    }
    return groups;
  }

  /** Offsets in a segment's indexes are relative to its base offset, in 4 bytes. */
  private boolean fits(List<Segment> group, int next, int maxSegmentBytes) {
    long nextEnd = next + 1 < segments.size() ? segments.get(next + 1).baseOffset() : toOffset;
    return bytes(group) + segments.get(next).fileBytes() <= maxSegmentBytes
        && nextEnd - group.getFirst().baseOffset() <= Integer.MAX_VALUE;
  }
}
