package io.barnabas.coordinator.group.classic;

import io.barnabas.environment.Clock;

/**
 * The time in which a group that was empty gathers its first members (KIP-134). It ends when nobody
 * has come for half of {@code group.initial.rebalance.delay.ms}, and goes on while members come,
 * for as long as a rebalance may take. Kafka looks only at the end of each delay whether somebody
 * came in it, and so lets the last one wait for up to two.
 */
final class InitialDelay {
  private static final long NS_PER_MS = 1_000_000;

  private final Clock clock;
  private final long quietMs;
  private final long latestEndMs;
  private long lastCameMs;

  /** Begins now, with the first member. */
  InitialDelay(Clock clock, int delayMs, int rebalanceTimeoutMs) {
    this.clock = clock;
    this.quietMs = Math.ceilDiv(delayMs, 2);
    this.lastCameMs = nowMs();
    this.latestEndMs = lastCameMs + Math.max(quietMs, rebalanceTimeoutMs);
  }

  void somebodyCame() {
    lastCameMs = nowMs();
  }

  /** How long it goes on if nobody comes; 0 when it is over. */
  int remainingMs() {
    long endMs = Math.min(lastCameMs + quietMs, latestEndMs);
    return (int) Math.max(0, endMs - nowMs());
  }

  private long nowMs() {
    return clock.monotonicNs() / NS_PER_MS;
  }
}
