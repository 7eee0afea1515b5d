package io.barnabas.coordinator.group.consumer;

import io.barnabas.environment.Clock;
import io.barnabas.environment.Timers;
import io.barnabas.environment.Timers.Timer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * When each member will have been silent, or slow, for too long. A heartbeat only moves a deadline:
 * its timer looks at it when it runs, and waits on if that is needed. Soft state, to be used on one
 * shard.
 */
final class MemberTimers {
  /** What a member may be late with. */
  enum Kind {
    /** Its heartbeat. */
    SESSION,
    /** Giving partitions up. */
    REBALANCE,
    /** Joining again, or asking for its assignment, as a member of the classic protocol. */
    NEXT_STEP
  }

  private record Key(String groupId, String memberId, Kind kind) {}

  private final Clock clock;
  private final Timers timers;
  private final Map<Key, Deadline> deadlines = new HashMap<>();

  MemberTimers(Clock clock, Timers timers) {
    this.clock = clock;
    this.timers = timers;
  }

  /** Has the action run after a while, instead of whatever was to run for this. */
  void restart(String groupId, String memberId, Kind kind, int afterMs, Runnable action) {
    Key key = new Key(groupId, memberId, kind);
    long dueNs = clock.monotonicNs() + TimeUnit.MILLISECONDS.toNanos(afterMs);
    deadlines.computeIfAbsent(key, Deadline::new).set(dueNs, action);
  }

  boolean isRunning(String groupId, String memberId, Kind kind) {
    return deadlines.containsKey(new Key(groupId, memberId, kind));
  }

  void cancel(String groupId, String memberId, Kind kind) {
    Deadline deadline = deadlines.remove(new Key(groupId, memberId, kind));
    if (deadline != null) {
      deadline.stop();
    }
  }

  void cancelAllOf(String groupId, String memberId) {
    for (Kind kind : Kind.values()) {
      cancel(groupId, memberId, kind);
    }
  }

  void cancelAll() {
    deadlines.values().forEach(Deadline::stop);
    deadlines.clear();
  }

  private final class Deadline {
    private final Key key;
    private long dueNs;
    private long timerNs;
    private Runnable action = () -> {};
    private @Nullable Timer timer;

    Deadline(Key key) {
      this.key = key;
    }

    void set(long newDueNs, Runnable newAction) {
      dueNs = newDueNs;
      action = newAction;
      if (timer == null) {
        schedule();
      } else if (timerNs - dueNs > 0) {
        stop();
        schedule();
      }
    }

    private void schedule() {
      timerNs = dueNs;
      long delayNs = Math.max(0, dueNs - clock.monotonicNs());
      timer = timers.schedule(TimeUnit.NANOSECONDS.toMillis(delayNs + 999_999), this::onTime);
    }

    private void onTime() {
      timer = null;
      if (dueNs - clock.monotonicNs() > 0) {
        schedule();
      } else {
        deadlines.remove(key, this);
        action.run();
      }
    }

    void stop() {
      if (timer != null) {
        timer.cancel();
        timer = null;
      }
    }
  }
}
