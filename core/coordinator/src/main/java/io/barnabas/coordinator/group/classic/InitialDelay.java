package io.barnabas.coordinator.group.classic;

/**
 * The time in which a group that was empty gathers its first members (KIP-134): {@code
 * group.initial.rebalance.delay.ms}, and as long again whenever somebody came meanwhile, but no
 * longer in all than the rebalance time-out.
 */
final class InitialDelay {
  private final int stepMs;
  private int remainingMs;
  private boolean somebodyCame;

  InitialDelay(int stepMs, int rebalanceTimeoutMs) {
    this.stepMs = stepMs;
    this.remainingMs = Math.max(0, rebalanceTimeoutMs - stepMs);
  }

  void somebodyCame() {
    somebodyCame = true;
  }

  /** A step is over: how long the next is, or 0 when there is none. */
  int nextStepMs() {
    if (!somebodyCame) {
      return 0;
    }
    somebodyCame = false;
    int nextMs = Math.min(stepMs, remainingMs);
    remainingMs -= nextMs;
    return nextMs;
  }
}
