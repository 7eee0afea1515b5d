package io.barnabas.coordinator.runtime;

import java.util.ArrayDeque;

/**
 * How to take back what was replayed and is not committed: the inverse of each change, in order.
 * While a log is loaded there is nothing to take back, and nothing is noted. To be used on one
 * shard.
 */
public final class UndoLog {
  private record Inverse(long offset, Runnable action) {}

  private final ArrayDeque<Inverse> inverses = new ArrayDeque<>();
  private long currentOffset;
  private boolean noting;

  /** From now on changes are noted, as belonging to this offset until another is begun. */
  void begin(long offset) {
    currentOffset = offset;
    noting = true;
  }

  /** From now on changes are not noted. */
  void pause() {
    noting = false;
  }

  /** Whether {@link #note} does anything now; if not, what it would take need not be made. */
  public boolean isNoting() {
    return noting;
  }

  /** A change has been made that the action takes back. */
  public void note(Runnable inverse) {
    if (noting) {
      inverses.addLast(new Inverse(currentOffset, inverse));
    }
  }

  /** What belongs to lower offsets is committed. */
  void forgetBefore(long offset) {
    while (!inverses.isEmpty() && inverses.getFirst().offset() < offset) {
      inverses.removeFirst();
    }
  }

  /** Takes back everything that is noted, the latest change first. */
  void undoAll() {
    undoFrom(Long.MIN_VALUE);
  }

  /** Takes back what belongs to this offset and higher ones, the latest change first. */
  void undoFrom(long offset) {
    noting = false;
    while (!inverses.isEmpty() && inverses.getLast().offset() >= offset) {
      inverses.removeLast().action().run();
    }
  }
}
