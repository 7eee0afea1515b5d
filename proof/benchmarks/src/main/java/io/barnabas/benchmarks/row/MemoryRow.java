package io.barnabas.benchmarks.row;

import io.barnabas.benchmarks.report.Metric;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Takes the broker's resident memory after some seconds without work. */
record MemoryRow(String name, Metric metric) implements Row {
  private static final long SETTLE_SECONDS = 5;

  @Override
  public void measure(Session session) throws IOException {
    settle();
    session.record(metric, session.broker().figures().residentBytes() / 1e6);
  }

  /** Gives a broker time to end what it still does after a load. */
  static void settle() throws IOException {
    try {
      TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while the broker settles", e);
    }
  }
}
