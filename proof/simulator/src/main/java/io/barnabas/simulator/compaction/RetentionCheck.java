package io.barnabas.simulator.compaction;

import io.barnabas.log.LogConfig;
import io.barnabas.simulator.Violation;
import java.util.TreeMap;

/** What retention may delete, and what it must. */
final class RetentionCheck {
  /**
   * How much larger compaction may make a batch: where a delete horizon takes the place of the base
   * timestamp each record is further from it, which takes more bytes.
   */
  private static final int GROWTH_BYTES = 16;

  private final LogConfig.Retention limits;
  private final KeyHistory history;

  /** Of batches by base offset, the most that they may come to. */
  private final TreeMap<Long, Integer> sizes = new TreeMap<>();

  RetentionCheck(LogConfig.Retention limits, KeyHistory history) {
    this.limits = limits;
    this.history = history;
  }

  /** A batch is on its way to an offset, and so nothing stands there or beyond. */
  void sent(long baseOffset, int sizeBytes) {
    sizes.tailMap(baseOffset).clear();
    sizes.put(baseOffset, sizeBytes + GROWTH_BYTES);
  }

  /** Retention deleted what lies below an offset. */
  void deleted(long beforeOffset, long highWatermark, long nowMs) {
    if (beforeOffset > highWatermark) {
      throw new Violation(
          "%d is deleted, and %d not committed".formatted(beforeOffset - 1, highWatermark));
    }
    if (!isOld(beforeOffset, nowMs) && !isTooMuch(beforeOffset)) {
      throw new Violation("what lies below %d is deleted too early".formatted(beforeOffset));
    }
    history.deletionAsked(beforeOffset);
  }

  /** Only the youngest record of a segment must be old, and what compaction took does not count. */
  private boolean isOld(long beforeOffset, long nowMs) {
    return limits.ms() >= 0
        && history.latest(history.deletedBelow(), beforeOffset).stream()
            .noneMatch(
                entry ->
                    nowMs - entry.timestampMs() <= limits.ms() && !history.isOver(entry, nowMs));
  }

  /** Whether enough is left. */
  private boolean isTooMuch(long beforeOffset) {
    long left = sizes.tailMap(beforeOffset).values().stream().mapToLong(size -> size).sum();
    return limits.bytes() >= 0 && left >= limits.bytes();
  }

  /**
   * Nothing was appended for longer than the limit, all is committed, and what is too old or too
   * much was deleted.
   *
   * @param sizeBytes of a log that holds what lies between the offsets
   */
  void requireDone(long startOffset, long endOffset, long sizeBytes, int segmentBytes) {
    if (limits.ms() >= 0 && startOffset < endOffset) {
      throw new Violation("all from %d to %d is old, and there".formatted(startOffset, endOffset));
    }
    if (limits.bytes() >= 0 && sizeBytes >= limits.bytes() + segmentBytes) {
      throw new Violation("%d bytes are more than a segment too much".formatted(sizeBytes));
    }
  }
}
