package io.barnabas.simulator.compaction;

import io.barnabas.simulator.Violation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a compacted log must hold, going by what was appended to it: every record but those that a
 * later one of their key replaced, and tombstones whose time is over.
 */
final class KeyHistory {
  private final long deleteRetentionMs;
  private final TreeMap<Long, Entry> appended = new TreeMap<>();
  private long promisedEnd;

  KeyHistory(long deleteRetentionMs) {
    this.deleteRetentionMs = deleteRetentionMs;
  }

  /** Records are on their way to these offsets. */
  void sent(List<Entry> entries) {
    entries.forEach(entry -> appended.put(entry.offset(), entry));
  }

  /** Nothing below may be missing after the process is killed. */
  void acknowledged(long endOffset) {
    promisedEnd = Math.max(promisedEnd, endOffset);
  }

  /** The machine stopped: only what lies below an offset was called durable. */
  void crashed(long durableEnd) {
    promisedEnd = Math.min(promisedEnd, durableEnd);
  }

  /**
   * The whole log was read while nobody cleaned it.
   *
   * @param cleanedOffset below it a key may stand only once
   */
  void readWhole(List<Entry> present, long endOffset, long cleanedOffset, long nowMs) {
    if (endOffset < promisedEnd) {
      throw new Violation("the log ends at %d before %d".formatted(endOffset, promisedEnd));
    }
    appended.tailMap(endOffset).clear();
    promisedEnd = endOffset;
    checkOrder(present);
    checkPresent(present, nowMs);
    checkCleaned(present, cleanedOffset);
  }

  private void checkOrder(List<Entry> present) {
    long last = -1;
    for (Entry entry : present) {
      if (entry.offset() <= last || !entry.equals(appended.get(entry.offset()))) {
        throw new Violation("%s after %d is not what was appended".formatted(entry, last));
      }
      last = entry.offset();
    }
  }

  private void checkPresent(List<Entry> present, long nowMs) {
    Set<Entry> there = new HashSet<>(present);
    Map<String, Entry> later = new HashMap<>();
    for (Entry entry : appended.descendingMap().values()) {
      Entry replacing = later.putIfAbsent(entry.key(), entry);
      if (!there.contains(entry) && replacing == null && !isOver(entry, nowMs)) {
        throw new Violation(entry + " is lost");
      }
      if (there.contains(entry) && isHiddenByGone(replacing, there)) {
        throw new Violation(entry + " is back, although " + replacing + " deleted it");
      }
    }
  }

  private boolean isOver(Entry entry, long nowMs) {
    return entry.value() == null && nowMs - entry.timestampMs() >= deleteRetentionMs;
  }

  private static boolean isHiddenByGone(@Nullable Entry replacing, Set<Entry> there) {
    return replacing != null && !there.contains(replacing);
  }

  private static void checkCleaned(List<Entry> present, long cleanedOffset) {
    Map<String, Entry> seen = new HashMap<>();
    for (Entry entry : present) {
      Entry before = seen.put(entry.key(), entry);
      if (before != null && entry.offset() < cleanedOffset) {
        throw new Violation("%s was cleaned, and %s is there".formatted(entry, before));
      }
    }
  }
}
