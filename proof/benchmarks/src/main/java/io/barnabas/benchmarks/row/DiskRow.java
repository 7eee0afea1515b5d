package io.barnabas.benchmarks.row;

import io.barnabas.benchmarks.report.Metric;
import io.barnabas.benchmarks.server.DiskRate;
import io.barnabas.benchmarks.wire.Batch;
import java.io.IOException;

/**
 * What the disk under the brokers' data does when nothing else is in its way: by itself, and with
 * the load of {@code journal-batches}, of which half is on its way to the disk and half to the
 * broker.
 */
record DiskRow() implements Row {
  private static final int BATCH_RECORDS = 160;
  private static final int BATCHES_IN_COMMIT = 10;
  private static final int BLOCK_BYTES = 4096;

  @Override
  public String name() {
    return "disk";
  }

  @Override
  public void measure(Session session) throws IOException {
    session.record(Metric.DISK, DiskRate.bytesPerSecond(session.data()) / 1e6);
    int batchBytes = Batch.of(BATCH_RECORDS, ProduceRow.VALUE_BYTES, 0).sizeInBytes();
    int commitBytes = BATCHES_IN_COMMIT * batchBytes / BLOCK_BYTES * BLOCK_BYTES;
    double bytesPerSecond = DiskRate.durableBytesPerSecond(session.data(), commitBytes);
    session.record(Metric.DISK_COMMITS, bytesPerSecond / batchBytes * BATCH_RECORDS);
  }
}
