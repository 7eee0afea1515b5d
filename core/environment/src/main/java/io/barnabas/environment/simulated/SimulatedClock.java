package io.barnabas.environment.simulated;

import io.barnabas.environment.Clock;

/** A process's view of virtual time. */
final class SimulatedClock implements Clock {
  /** 2026-01-01T00:00:00Z. */
  static final long START_MS = 1_767_225_600_000L;

  private final SimulatedWorld world;
  private long aheadMs;

  SimulatedClock(SimulatedWorld world) {
    this.world = world;
  }

  @Override
  public long wallMs() {
    return START_MS + aheadMs + world.nowNs() / 1_000_000;
  }

  @Override
  public long monotonicNs() {
    return world.nowNs();
  }

  void jump(long byMs) {
    aheadMs += byMs;
  }
}
