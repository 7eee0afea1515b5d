package io.barnabas.coordinator.group.classic;

import io.barnabas.coordinator.runtime.CoordinatorContext;
import io.barnabas.coordinator.runtime.Decision;
import io.barnabas.environment.Timers.Timer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A moment at which something is decided, unless it is put off or given up before. Putting it off,
 * as every heartbeat does, costs no timer: the one that runs looks again when it fires.
 */
final class Deadline {
  private static final long NS_PER_MS = 1_000_000;

  private final CoordinatorContext context;
  private @Nullable Supplier<Decision<Void>> onDue;
  private @Nullable Timer timer;
  private long dueNs;
  private long firesNs;

  Deadline(CoordinatorContext context) {
    this.context = context;
  }

  /** Takes the place of what was set before. */
  void set(long delayMs, Supplier<Decision<Void>> decision) {
    onDue = decision;
    dueNs = context.clock().monotonicNs() + delayMs * NS_PER_MS;
    if (timer == null || firesNs > dueNs) {
      stopTimer();
      startTimer();
    }
  }

  /** Sets it anew for the same decision, if there is one. */
  void putOff(long delayMs) {
    if (onDue != null) {
      set(delayMs, onDue);
    }
  }

  void cancel() {
    onDue = null;
    stopTimer();
  }

  private void startTimer() {
    long leftNs = Math.max(0, dueNs - context.clock().monotonicNs());
    firesNs = dueNs;
    timer = context.timers().schedule((leftNs + NS_PER_MS - 1) / NS_PER_MS, this::fired);
  }

  private void stopTimer() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private void fired() {
    timer = null;
    Supplier<Decision<Void>> decision = onDue;
    if (decision == null) {
      return;
    }
    if (context.clock().monotonicNs() < dueNs) {
      startTimer();
    } else {
      onDue = null;
      context.decide(decision);
    }
  }
}
