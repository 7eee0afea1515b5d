package io.barnabas.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Drives any number of connections from the caller's thread. It shares the cores with the broker it
 * measures, so it does as little as it can.
 */
public final class LoadGenerator implements AutoCloseable {
  private static final long DRAIN_SECONDS = 30;
  private static final long LONGEST_WAIT_MS = 10;
  private static final int PUMPS_BETWEEN_CHECKS = 16;

  private final Selector selector;
  private final InetSocketAddress broker;
  private final List<LoadConnection> connections = new ArrayList<>();

  private LoadGenerator(Selector selector, InetSocketAddress broker) {
    this.selector = selector;
    this.broker = broker;
  }

  public static LoadGenerator towards(InetSocketAddress broker) throws IOException {
    return new LoadGenerator(Selector.open(), broker);
  }

  /** Connects; the load begins with {@link #run} or {@link LoadConnection#fill}. */
  public LoadConnection connect(Workload workload, int maxInFlight) throws IOException {
    LoadConnection connection = LoadConnection.open(selector, broker, workload, maxInFlight);
    connections.add(connection);
    return connection;
  }

  /**
   * Keeps every connection full until the time is over or {@code enough} says so, which is asked
   * now and then.
   */
  public void run(long nanos, BooleanSupplier enough) throws IOException {
    long start = System.nanoTime();
    for (LoadConnection connection : connections) {
      connection.fill();
    }
    do {
      for (int i = 0; i < PUMPS_BETWEEN_CHECKS; i++) {
        pump(LONGEST_WAIT_MS);
      }
    } while (System.nanoTime() - start < nanos && !enough.getAsBoolean());
  }

  /**
   * Handles what comes, and sends what a producer has due, until the time is over or {@code enough}
   * says so.
   *
   * @param sending the producer's connection
   */
  public void run(
      LoadConnection sending, PacedProducer producer, long nanos, BooleanSupplier enough)
      throws IOException {
    long start = System.nanoTime();
    try (Metronome _ = Metronome.start(selector, producer)) {
      while (System.nanoTime() - start < nanos && !enough.getAsBoolean()) {
        sending.fill();
        pump(LONGEST_WAIT_MS);
      }
    }
  }

  /** Handles what has come, waiting up to {@code timeoutMs} for it; 0 does not wait. */
  public void pump(long timeoutMs) throws IOException {
    try {
      if (timeoutMs > 0) {
        selector.select(LoadGenerator::ready, timeoutMs);
      } else {
        selector.selectNow(LoadGenerator::ready);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Sends nothing and waits until everything sent is answered; {@link #run} then goes on. */
  public void drain() throws IOException {
    connections.forEach(connection -> connection.pause(true));
    long start = System.nanoTime();
    while (connections.stream().anyMatch(connection -> connection.inFlight() > 0)) {
      pump(LONGEST_WAIT_MS);
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(DRAIN_SECONDS)) {
        throw new IllegalStateException("Requests stayed unanswered for " + DRAIN_SECONDS + " s");
      }
    }
    connections.forEach(connection -> connection.pause(false));
  }

  @Override
  public void close() throws IOException {
    for (LoadConnection connection : connections) {
      connection.close();
    }
    selector.close();
  }

  private static void ready(SelectionKey key) {
    try {
      ((LoadConnection) key.attachment()).ready();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
