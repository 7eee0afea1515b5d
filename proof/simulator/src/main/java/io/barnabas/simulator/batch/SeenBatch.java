package io.barnabas.simulator.batch;

import java.util.List;

/** A batch that was read back and found whole. */
public record SeenBatch(
    long baseOffset, int leaderEpoch, Sender sender, long timestampMs, List<Value> values) {
  public long lastOffset() {
    return baseOffset + values.size() - 1;
  }
}
