package io.barnabas.coordinator.group.offset;

import io.barnabas.coordinator.group.GroupMetrics;
import io.barnabas.coordinator.runtime.Decision;
import io.barnabas.environment.Clock;

/** A commit from the decision until it is in the log, for those who count. */
final class MeasuredCommit implements Decision.Outcome {
  private final int offsets;
  private final Clock clock;
  private final GroupMetrics metrics;
  private final long decidedNs;

  MeasuredCommit(int offsets, Clock clock, GroupMetrics metrics) {
    this.offsets = offsets;
    this.clock = clock;
    this.metrics = metrics;
    this.decidedNs = clock.monotonicNs();
  }

  @Override
  public void committed() {
    if (offsets > 0) {
      metrics.onOffsetsCommitted(offsets, clock.monotonicNs() - decidedNs);
    }
  }
}
