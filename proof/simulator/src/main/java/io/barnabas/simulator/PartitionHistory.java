package io.barnabas.simulator;

import io.barnabas.simulator.batch.SeenBatch;
import io.barnabas.simulator.batch.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one partition must hold, going by what its users sent and were told, whatever the code under
 * test thinks. Every method that hears of an observation throws {@link Violation} when it can't be.
 *
 * <p>Values of one writer are sent in order, each once; so in the log they stand in order, each at
 * most once.
 */
public final class PartitionHistory {
  private final String name;
  private final Set<Value> sent = new HashSet<>();
  private final Set<Value> refused = new HashSet<>();

  /** What was acknowledged or read, by offset. */
  private final TreeMap<Long, Value> known = new TreeMap<>();

  /** What was cut off and a crash may bring back. */
  private final Map<Long, Set<Value>> cut = new HashMap<>();

  /** Nothing below may be missing. */
  private long promisedEnd;

  /** What was promised before the log was to be cut. */
  private long promisedBeforeCut;

  /** Records below may be gone. */
  private long deletedBelow;

  public PartitionHistory(String name) {
    this.name = name;
  }

  /** Values are on their way to the partition. */
  public void sent(List<Value> values) {
    sent.addAll(values);
  }

  /** The partition said it did not take them, and why tells that it never will. */
  public void refused(List<Value> values) {
    refused.addAll(values);
  }

  /** The partition said that it has them, from an offset on. */
  public void acknowledged(List<Value> values, long baseOffset) {
    long offset = baseOffset;
    for (Value value : values) {
      remember(offset++, value);
    }
    promisedEnd = Math.max(promisedEnd, offset);
  }

  /** Records below an offset were asked to be deleted. */
  public void deletionAsked(long beforeOffset) {
    deletedBelow = Math.max(deletedBelow, beforeOffset);
  }

  /** Up to where nothing may be missing. */
  public long promisedEnd() {
    return promisedEnd;
  }

  public long deletedBelow() {
    return deletedBelow;
  }

  /** What is known to stand at an offset. */
  public @Nullable Value at(long offset) {
    return known.get(offset);
  }

  /** A reader that asked for an offset got these, with a bound that it must not see beyond. */
  public void read(long fromOffset, List<SeenBatch> batches, long endOffset) {
    if (batches.isEmpty()) {
      return;
    }
    SeenBatch first = batches.getFirst();
    if (fromOffset < first.baseOffset() || fromOffset > first.lastOffset()) {
      throw violation("a read from %d begins with %s".formatted(fromOffset, first));
    }
    long next = rememberAll(batches);
    if (next > endOffset) {
      throw violation("a read reached %d beyond the end %d".formatted(next, endOffset));
    }
  }

  private long rememberAll(List<SeenBatch> batches) {
    long next = batches.getFirst().baseOffset();
    for (SeenBatch batch : batches) {
      if (batch.baseOffset() != next) {
        throw violation("%d is followed by %s".formatted(next - 1, batch));
      }
      for (Value value : batch.values()) {
        remember(next++, value);
      }
    }
    return next;
  }

  private void remember(long offset, Value value) {
    if (!sent.contains(value)) {
      throw violation("%s at %d was never sent here".formatted(value, offset));
    }
    if (refused.contains(value)) {
      throw violation("%s at %d was refused".formatted(value, offset));
    }
    Value before = known.putIfAbsent(offset, value);
    if (before != null && !before.equals(value)) {
      throw violation("%s at %d was %s".formatted(value, offset, before));
    }
  }

  /**
   * A batch was read whole from a log that is damaged somewhere: more may be missing than was
   * promised, but nothing may be another than it was.
   */
  public void readDespiteDamage(SeenBatch batch) {
    acceptReturned(List.of(batch));
    long offset = batch.baseOffset();
    for (Value value : batch.values()) {
      remember(offset++, value);
    }
  }

  /** The log is to be cut, down to an offset at most; until {@link #truncated} it may be or not. */
  public void truncationAsked(long lowestEnd) {
    promisedBeforeCut = promisedEnd;
    promisedEnd = Math.min(promisedEnd, lowestEnd);
  }

  /** The log was cut: what stood beyond may or may not come back in a crash, until it is synced. */
  public void truncated(long endOffset) {
    known
        .tailMap(endOffset)
        .forEach((offset, value) -> cut.computeIfAbsent(offset, _ -> new HashSet<>()).add(value));
    known.tailMap(endOffset).clear();
    promisedEnd = Math.min(promisedBeforeCut, endOffset);
  }

  /** The log was synced up to an offset: nothing that was cut off below can come back. */
  public void synced(long recoveryPoint) {
    cut.keySet().removeIf(offset -> offset < recoveryPoint);
  }

  /** The machine stopped; only what lies below an offset is known to have been synced. */
  public void crashed(long sureEnd) {
    promisedEnd = Math.min(promisedEnd, sureEnd);
  }

  /**
   * The whole log was read, from its start to its end: it must be a prefix of what was there, and
   * reach what was promised. From then on all of it is known, and nothing beyond.
   */
  public void readWhole(long startOffset, List<SeenBatch> batches, long endOffset) {
    if (startOffset > deletedBelow) {
      throw violation("the log starts at %d, no reason why".formatted(startOffset));
    }
    if (endOffset < promisedEnd) {
      throw violation("the log ends at %d before %d".formatted(endOffset, promisedEnd));
    }
    known.tailMap(endOffset).clear();
    acceptReturned(batches);
    long readEnd = startOffset;
    if (!batches.isEmpty()) {
      if (batches.getFirst().baseOffset() > startOffset) {
        throw violation("nothing at the start %d".formatted(startOffset));
      }
      readEnd = Math.max(readEnd, rememberAll(batches));
    }
    if (readEnd != endOffset) {
      throw violation("the log ends at %d, its batches at %d".formatted(endOffset, readEnd));
    }
    checkOrder(batches);
    cut.clear();
    promisedEnd = endOffset;
  }

  /**
   * A crash may have undone a cut, and put what was there before in the place of what came after.
   */
  private void acceptReturned(List<SeenBatch> batches) {
    for (SeenBatch batch : batches) {
      long offset = batch.baseOffset();
      for (Value value : batch.values()) {
        if (offset >= promisedEnd && cut.getOrDefault(offset, Set.of()).contains(value)) {
          known.put(offset, value);
        }
        offset++;
      }
    }
  }

  private void checkOrder(List<SeenBatch> batches) {
    Map<Integer, Value> latest = new HashMap<>();
    for (SeenBatch batch : batches) {
      for (Value value : batch.values()) {
        Value before = latest.put(value.writer(), value);
        boolean returned = !cut.isEmpty();
        if (before != null && before.number() >= value.number() && !returned) {
          throw violation("%s after %s".formatted(value, before));
        }
      }
    }
  }

  private Violation violation(String what) {
    return new Violation(name + ": " + what);
  }
}
