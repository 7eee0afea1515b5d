package io.barnabas.benchmarks.row;

import io.barnabas.benchmarks.report.Metric;
import io.barnabas.benchmarks.server.DiskRate;
import java.io.IOException;

/** What the disk under the brokers' data does when nothing is in its way. */
record DiskRow() implements Row {
  @Override
  public String name() {
    return "disk";
  }

  @Override
  public void measure(Session session) throws IOException {
    session.record(Metric.DISK, DiskRate.bytesPerSecond(session.data()) / 1e6);
  }
}
