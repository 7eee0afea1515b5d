package io.barnabas.benchmarks.row;

import io.barnabas.benchmarks.load.FetchWorkload;
import io.barnabas.benchmarks.load.LoadGenerator;
import io.barnabas.benchmarks.row.Filling.Filled;
import io.barnabas.benchmarks.wire.FetchFrame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Reads a topic from its start, 1 MB a fetch, on a thread and a connection of its own. */
final class ColdReader implements AutoCloseable {
  private static final int MAX_BYTES = 1 << 20;
  private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(15);

  private final long startNanos = System.nanoTime();
  private final FetchWorkload workload;
  private final long wholeBytes;
  private final CompletableFuture<Void> reading;
  private volatile long bytesRead;
  private volatile long endNanos;
  private volatile boolean isClosing;

  private ColdReader(InetSocketAddress broker, Filled filled) {
    this.wholeBytes = filled.bytes();
    this.workload =
        new FetchWorkload(
            IntStream.range(0, ProduceRow.PARTITIONS)
                .mapToObj(p -> FetchFrame.of(filled.topicId(), p, MAX_BYTES, 0))
                .toList(),
            0,
            filled.batch().sizeInBytes(),
            filled.batch().recordCount());
    this.reading = CompletableFuture.runAsync(() -> read(broker), ColdReader::onThread);
  }

  static ColdReader start(InetSocketAddress broker, Filled filled) {
    return new ColdReader(broker, filled);
  }

  /** Whether it is at the end of the last partition; throws what ended it too early. */
  boolean hasReadAll() {
    if (reading.isCompletedExceptionally()) {
      reading.join();
    }
    return reading.isDone();
  }

  /** Since its start, until now or the end. */
  double bytesPerSecond() {
    long end = reading.isDone() ? endNanos : System.nanoTime();
    return bytesRead / ((end - startNanos) / 1e9);
  }

  /** Waits for its last answer. */
  @Override
  public void close() {
    isClosing = true;
    try {
      reading.join();
    } catch (CompletionException alreadyTold) {
      isClosing = true;
    }
  }

  private void read(InetSocketAddress broker) {
    try (LoadGenerator generator = LoadGenerator.towards(broker)) {
      generator.connect(workload, 1);
      generator.run(LIMIT_NANOS, this::isEnough);
      endNanos = System.nanoTime();
      generator.drain();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isEnough() {
    bytesRead = Math.min(workload.bytes(), wholeBytes);
    return isClosing || bytesRead == wholeBytes;
  }

  private static void onThread(Runnable work) {
    Thread thread = new Thread(work, "cold-reader");
    thread.setDaemon(true);
    thread.start();
  }
}
