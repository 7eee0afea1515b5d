package io.barnabas.environment.real;

import io.barnabas.environment.Clock;
import io.barnabas.environment.Timers;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Tasks ordered by when they are due, those due together in the order they were scheduled. */
final class TimerQueue implements Timers {
  private final Clock clock;
  private final PriorityQueue<Waiting> waiting = new PriorityQueue<>();
  private long scheduled;

  TimerQueue(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Timer schedule(long delayMs, Runnable task) {
    long delayNs = TimeUnit.MILLISECONDS.toNanos(Math.max(0, delayMs));
    Waiting timer = new Waiting(clock.monotonicNs() + delayNs, scheduled++, task);
    waiting.add(timer);
    return () -> waiting.remove(timer);
  }

  /** Hands over the tasks that are due; false when none was. */
  boolean runDue(Consumer<Runnable> runner) {
    long nowNs = clock.monotonicNs();
    boolean ran = false;
    for (Waiting next = waiting.peek(); next != null; next = waiting.peek()) {
      if (next.dueNs - nowNs > 0) {
        break;
      }
      waiting.remove();
      runner.accept(next.task);
      ran = true;
    }
    return ran;
  }

  /** Nanoseconds until the next task is due, the longest time there is when there is none. */
  long nextInNs() {
    Waiting next = waiting.peek();
    return next == null ? Long.MAX_VALUE : Math.max(0, next.dueNs - clock.monotonicNs());
  }

  private record Waiting(long dueNs, long sequence, Runnable task) implements Comparable<Waiting> {
    @Override
    public int compareTo(Waiting other) {
      int byTime = Long.signum(dueNs - other.dueNs);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }
}
