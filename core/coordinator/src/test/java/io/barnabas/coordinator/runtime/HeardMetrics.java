package io.barnabas.coordinator.runtime;

import java.util.ArrayList;
import java.util.List;

/** Keeps what a runtime tells of itself; durations are left out. */
final class HeardMetrics implements CoordinatorMetrics {
  final List<String> heard = new ArrayList<>();

  @Override
  public void onLoaded(long records, long bytes, long durationNs) {
    heard.add("loaded " + records + (bytes > 0 ? " with bytes" : ""));
  }

  @Override
  public void onLoadFailed() {
    heard.add("load failed");
  }

  @Override
  public void onCommitted(int records, int bytes, long durationNs) {
    heard.add("committed " + records + (bytes > 0 ? " with bytes" : ""));
  }

  @Override
  public void onWriteFailed(int records) {
    heard.add("write failed " + records);
  }
}
