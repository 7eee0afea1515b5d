package io.barnabas.client.group;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** When a member last did what it must do again and again. */
final class Pace {
  private static final int RETRY_MS = 100;
  private static final int IMPATIENT_MS = 1_000;

  private final GroupConfig.Timing timing;
  private final LongSupplier nanos;
  private int heartbeatIntervalMs;
  private long nextHeartbeatNanos;
  private long lastPollNanos;
  private long lastMetadataNanos;

  Pace(GroupConfig.Timing timing, LongSupplier nanos) {
    this.timing = timing;
    this.nanos = nanos;
    this.heartbeatIntervalMs = timing.heartbeatIntervalMs();
    this.nextHeartbeatNanos = nanos.getAsLong();
    this.lastPollNanos = nextHeartbeatNanos;
    this.lastMetadataNanos = nextHeartbeatNanos;
  }

  /** Takes over the interval that a broker wishes. */
  void interval(int milliseconds) {
    heartbeatIntervalMs = milliseconds;
  }

  void polled() {
    lastPollNanos = nanos.getAsLong();
  }

  /** Joining counts as a heartbeat, and begins with fresh metadata. */
  void joined() {
    heartbeatSent();
    lastMetadataNanos = nanos.getAsLong();
  }

  void heartbeatSent() {
    nextHeartbeatNanos = after(heartbeatIntervalMs);
  }

  void retryHeartbeatSoon() {
    nextHeartbeatNanos = after(Math.min(RETRY_MS, heartbeatIntervalMs));
  }

  void heartbeatNow() {
    nextHeartbeatNanos = nanos.getAsLong();
  }

  private long after(int milliseconds) {
    return nanos.getAsLong() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
  }

  boolean isHeartbeatDue() {
    return nanos.getAsLong() - nextHeartbeatNanos >= 0;
  }

  long msUntilHeartbeat() {
    long ms = TimeUnit.NANOSECONDS.toMillis(nextHeartbeatNanos - nanos.getAsLong());
    return Math.clamp(ms, 1, heartbeatIntervalMs);
  }

  boolean isPollOverdue() {
    return isOver(lastPollNanos, timing.maxPollIntervalMs());
  }

  /**
   * True once after each time that metadata has got old.
   *
   * @param impatient whether something is awaited that may be there soon
   */
  boolean isMetadataDue(boolean impatient) {
    int maxAgeMs = timing.metadataMaxAgeMs();
    boolean due =
        isOver(lastMetadataNanos, impatient ? Math.min(IMPATIENT_MS, maxAgeMs) : maxAgeMs);
    if (due) {
      lastMetadataNanos = nanos.getAsLong();
    }
    return due;
  }

  private boolean isOver(long sinceNanos, int milliseconds) {
    return nanos.getAsLong() - sinceNanos >= TimeUnit.MILLISECONDS.toNanos(milliseconds);
  }
}
