package io.barnabas.benchmarks.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * How long a disk takes for 4 KB and a sync, asked for a thousand times a second whatever it does.
 * A delay counts from when the write was due.
 */
public final class DiskDelay {
  private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int WRITE_BYTES = 4096;
  private static final int READ_BYTES = 128 << 10;
  private static final int JOURNAL_PIECES = 64;
  private static final int READ_PIECES = 2048;
  private static final int SIGNIFICANT_DIGITS = 3;
  private static final int PERCENTILE = 99;

  private DiskDelay() {}

  /** The 99th percentile with nothing beside. */
  public static long p99Nanos(Path folder, Duration window) throws IOException {
    try (RawFile file = RawFile.filled(folder, JOURNAL_PIECES)) {
      return p99Nanos(file, window);
    }
  }

  /** The same while 2 GB are read in order, past the page cache, again and again. */
  public static long p99NanosBesideReader(Path folder, Duration window) throws IOException {
    ByteBuffer target = RawFile.piece().limit(READ_BYTES);
    AtomicLong position = new AtomicLong();
    long readBytes = (long) READ_PIECES * RawFile.PIECE_BYTES;
    try (RawFile file = RawFile.filled(folder, JOURNAL_PIECES);
        RawFile cold = RawFile.filled(folder, READ_PIECES);
        Beside _ =
            Beside.repeating(() -> cold.read(target, position.getAndAdd(READ_BYTES) % readBytes))) {
      return p99Nanos(file, window);
    }
  }

  private static long p99Nanos(RawFile file, Duration window) throws IOException {
    ByteBuffer bytes = RawFile.piece().limit(WRITE_BYTES);
    long fileBytes = (long) JOURNAL_PIECES * RawFile.PIECE_BYTES;
    Histogram delays = new Histogram(SIGNIFICANT_DIGITS);
    long start = System.nanoTime();
    for (long due = 0; due < window.toNanos(); due += INTERVAL_NANOS) {
      LockSupport.parkNanos(start + due - System.nanoTime());
      file.write(bytes, due / INTERVAL_NANOS * WRITE_BYTES % fileBytes);
      file.sync();
      delays.recordValue(System.nanoTime() - start - due);
    }
    return delays.getValueAtPercentile(PERCENTILE);
  }
}
