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
 * later one of their key replaced, tombstones whose time is over, and what was deleted at the log's
 * start or cut off at its end.
 */
final class KeyHistory {
  private final long deleteRetentionMs;
  private final boolean journaled;
  private final TreeMap<Long, Entry> appended = new TreeMap<>();

  /** What was cut off and a crash may bring back. */
  private final Map<Long, Set<Entry>> cut = new HashMap<>();

  /** What failed, and the journal may have all the same. */
  private final Set<Entry> doubtful = new HashSet<>();

  /** Nothing below may be missing. */
  private long promisedEnd;

  /** What was promised before the log was to be cut. */
  private long promisedBeforeCut;

  /** Nothing below is lost when the machine stops. */
  private long durableEnd;

  /** Records below may be gone. */
  private long deletedBelow;

  /** Records below must be gone. */
  private long keptStart;

  /**
   * @param journaled whether all that was acknowledged is there after a crash
   */
  KeyHistory(long deleteRetentionMs, boolean journaled) {
    this.deleteRetentionMs = deleteRetentionMs;
    this.journaled = journaled;
  }

  /** Records are on their way to these offsets. What once was to be there is not in the log. */
  void sent(List<Entry> entries) {
    appended.tailMap(entries.getFirst().offset()).clear();
    entries.forEach(entry -> appended.put(entry.offset(), entry));
  }

  /**
   * Nothing below may be missing after the process is killed. The journal has this behind all that
   * failed, which therefore is gone.
   */
  void acknowledged(long endOffset) {
    promisedEnd = Math.max(promisedEnd, endOffset);
    doubtful.clear();
  }

  /**
   * Records could not be written. Without a journal they are cut off durably when the log is opened
   * again; in a journal they may be, and come back if the process ends before others take their
   * place.
   */
  void failed(List<Entry> entries) {
    if (journaled) {
      doubtful.addAll(entries);
    }
  }

  /** All below was called durable: a crash takes nothing of it, and brings nothing back there. */
  void durable(long endOffset) {
    durableEnd = Math.max(durableEnd, endOffset);
    cut.keySet().removeIf(offset -> offset < endOffset);
  }

  /** The machine stopped. */
  void crashed() {
    if (!journaled) {
      promisedEnd = Math.min(promisedEnd, durableEnd);
    }
  }

  /** Records below an offset are to be deleted. */
  void deletionAsked(long beforeOffset) {
    deletedBelow = Math.max(deletedBelow, beforeOffset);
  }

  long deletedBelow() {
    return deletedBelow;
  }

  /** The log will be told that it starts at an offset. */
  void startKept(long logStartOffset) {
    keptStart = Math.max(keptStart, logStartOffset);
  }

  /** The log is to be cut, down to an offset at most. */
  void truncationAsked(long lowestEnd) {
    promisedBeforeCut = promisedEnd;
    promisedEnd = Math.min(promisedEnd, lowestEnd);
    durableEnd = Math.min(durableEnd, lowestEnd);
  }

  /** The log was cut. A journal makes that last; without one a crash may undo it. */
  void truncated(long endOffset) {
    cutOff(endOffset);
    if (journaled) {
      cut.clear();
    }
  }

  /** The log may have been cut, down to an offset at most, or not. */
  void truncationFailed(long lowestEnd) {
    cutOff(lowestEnd);
  }

  private void cutOff(long endOffset) {
    appended
        .tailMap(endOffset)
        .forEach((offset, entry) -> cut.computeIfAbsent(offset, _ -> new HashSet<>()).add(entry));
    appended.tailMap(endOffset).clear();
    promisedEnd = Math.min(promisedBeforeCut, endOffset);
  }

  /** The latest records of their keys from one offset to before another. */
  List<Entry> latest(long fromOffset, long toOffset) {
    Map<String, Entry> latest = new HashMap<>();
    appended.values().forEach(entry -> latest.put(entry.key(), entry));
    return appended.subMap(fromOffset, toOffset).values().stream()
        .filter(entry -> entry.equals(latest.get(entry.key())))
        .toList();
  }

  /** The whole log was read: it must hold what it should. From then on that is all there is. */
  void readWhole(WholeLog log) {
    checkBounds(log);
    acceptReturned(log.present());
    appended.tailMap(log.endOffset()).clear();
    checkOrder(log.present());
    checkPresent(log.present(), log.nowMs());
    checkCleaned(log.present(), log.cleanedOffset());
    cut.clear();
    promisedEnd = log.endOffset();
    durableEnd = Math.min(durableEnd, log.endOffset());
    deletedBelow = Math.min(deletedBelow, log.endOffset());
  }

  private void checkBounds(WholeLog log) {
    if (log.startOffset() > deletedBelow) {
      throw new Violation("the log starts at %d, no reason why".formatted(log.startOffset()));
    }
    if (log.startOffset() < keptStart) {
      throw new Violation("the log starts at %d before %d".formatted(log.startOffset(), keptStart));
    }
    if (log.endOffset() < promisedEnd) {
      throw new Violation("the log ends at %d before %d".formatted(log.endOffset(), promisedEnd));
    }
    for (Entry entry : log.present()) {
      if (entry.offset() < log.startOffset() || entry.offset() >= log.endOffset()) {
        throw new Violation(entry + " is out of " + log.startOffset() + " to " + log.endOffset());
      }
    }
  }

  /** A crash may have put what was cut off or failed in the place of what came after. */
  private void acceptReturned(List<Entry> present) {
    for (Entry entry : present) {
      long offset = entry.offset();
      boolean known =
          doubtful.contains(entry) || cut.getOrDefault(offset, Set.of()).contains(entry);
      if (offset >= promisedEnd && known) {
        appended.put(offset, entry);
      }
    }
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
      if (!there.contains(entry) && replacing == null && !mayBeGone(entry, nowMs)) {
        throw new Violation(entry + " is lost");
      }
      if (there.contains(entry) && isHiddenByGone(replacing, there)) {
        throw new Violation(entry + " is back, although " + replacing + " deleted it");
      }
    }
  }

  private boolean mayBeGone(Entry entry, long nowMs) {
    return entry.offset() < deletedBelow || isOver(entry, nowMs);
  }

  /** Whether the time of a tombstone is over. */
  boolean isOver(Entry entry, long nowMs) {
    return entry.value() == null && nowMs - entry.timestampMs() >= deleteRetentionMs;
  }

  private boolean isHiddenByGone(@Nullable Entry replacing, Set<Entry> there) {
    return replacing != null && replacing.offset() >= deletedBelow && !there.contains(replacing);
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
