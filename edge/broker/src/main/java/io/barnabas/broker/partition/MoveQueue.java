package io.barnabas.broker.partition;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The moves of one shard's logs: one at a time copies, in the order in which they were wanted. */
final class MoveQueue {
  private final ArrayDeque<LogMove> waiting = new ArrayDeque<>();
  private @Nullable LogMove active;

  void add(LogMove move) {
    waiting.add(move);
    startNext();
  }

  /** A move has ended, or is not wanted any more. */
  void remove(LogMove move) {
    waiting.remove(move);
    if (active == move) {
      active = null;
      startNext();
    }
  }

  private void startNext() {
    if (active == null) {
      active = waiting.poll();
      if (active != null) {
        active.start();
      }
    }
  }
}
