package io.barnabas.benchmarks.row;

import io.barnabas.benchmarks.report.Metric;
import io.barnabas.benchmarks.server.DiskDelay;
import io.barnabas.benchmarks.server.DiskRate;
import io.barnabas.benchmarks.wire.Batch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What the disk under the brokers' data does when nothing else is in its way: by itself, and with
 * what the rows about durability ask of it.
 */
record DiskRow() implements Row {
  private static final int BATCH_RECORDS = 160;

  /** Half of what {@code journal-batches} has in flight: the other half is with the broker. */
  private static final int BATCHES_IN_COMMIT = 10;

  private static final int BLOCK_BYTES = 4096;

  @Override
  public String name() {
    return "disk";
  }

  @Override
  public void measure(Session session) throws IOException {
    Path folder = session.data();
    DiskRate.Sequential sequential = DiskRate.sequential(folder);
    session.record(Metric.DISK, sequential.rewritten() / 1e6);
    session.record(Metric.DISK_GROWN, sequential.grown() / 1e6);
    session.record(
        Metric.DISK_SYNCED, DiskRate.syncedBytesPerSecond(folder, ProduceRow.PARTITIONS) / 1e6);
    int batchBytes = Batch.of(BATCH_RECORDS, ProduceRow.VALUE_BYTES, 0).sizeInBytes();
    int commitBytes = BATCHES_IN_COMMIT * batchBytes / BLOCK_BYTES * BLOCK_BYTES;
    double bytesPerSecond = DiskRate.durableBytesPerSecond(folder, commitBytes);
    session.record(Metric.DISK_COMMITS, bytesPerSecond / batchBytes * BATCH_RECORDS);
    Duration window = session.windows().measured();
    session.record(Metric.DISK_P99_ALONE, DiskDelay.p99Nanos(folder, window) / 1e6);
    session.record(Metric.DISK_P99_READING, DiskDelay.p99NanosBesideReader(folder, window) / 1e6);
  }
}
