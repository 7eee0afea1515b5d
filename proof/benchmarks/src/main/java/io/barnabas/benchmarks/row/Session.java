package io.barnabas.benchmarks.row;

import io.barnabas.benchmarks.load.LoadGenerator;
import io.barnabas.benchmarks.report.Metric;
import io.barnabas.benchmarks.report.Results;
import io.barnabas.benchmarks.server.BrokerProcess;
import io.barnabas.benchmarks.server.Contestant;
import io.barnabas.benchmarks.server.Profiler;
import io.barnabas.benchmarks.wire.AdminConnection;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * One broker's turn in one round.
 *
 * @param contestant which broker it is
 * @param broker the broker itself, running
 * @param data the folder under which brokers keep their data
 * @param windows how long to warm up and to measure
 * @param profiler told when a measured window begins and ends
 * @param results where the figures go
 */
public record Session(
    Contestant contestant,
    BrokerProcess broker,
    Path data,
    Windows windows,
    Profiler profiler,
    Results results) {

  /** How long each row warms the broker up, and how long it then measures. */
  public record Windows(Duration warmUp, Duration measured) {}

  /** What a measured window gave. */
  record Measurement(long count, double seconds, double brokerCpuSeconds) {
    double perSecond() {
      return count / seconds;
    }
  }

  void record(Metric metric, double figure) {
    results.add(metric, contestant.title(), figure);
  }

  AdminConnection admin() throws IOException {
    return AdminConnection.open(broker.address());
  }

  LoadGenerator generator() throws IOException {
    return LoadGenerator.towards(broker.address());
  }

  /**
   * Warms up, then measures by how much {@code counter} grows in a window, then drains. The window
   * ends early when it has grown by {@code atMost}; the warm-up then lets the disk catch up, and
   * goes on. What it wrote is on disk when the window begins.
   */
  Measurement measure(String row, LoadGenerator generator, LongSupplier counter, long atMost)
      throws IOException {
    warmUp(generator, counter, atMost);
    profiler.begin(broker.pid());
    double cpuBefore = broker.figures().cpuSeconds();
    long threadBefore = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long countBefore = counter.getAsLong();
    long start = System.nanoTime();
    generator.run(windows.measured().toNanos(), () -> counter.getAsLong() - countBefore >= atMost);
    long nanos = System.nanoTime() - start;
    long count = counter.getAsLong() - countBefore;
    long thread = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - threadBefore;
    double cpu = broker.figures().cpuSeconds() - cpuBefore;
    profiler.end(broker.pid(), contestant.title() + " " + row);
    generator.drain();
    results.addGeneratorShare(row, contestant.title(), (double) thread / nanos);
    return new Measurement(count, nanos / 1e9, cpu);
  }

  private void warmUp(LoadGenerator generator, LongSupplier counter, long atMost)
      throws IOException {
    long leftNanos = windows.warmUp().toNanos();
    while (leftNanos > 0) {
      long countBefore = counter.getAsLong();
      long start = System.nanoTime();
      generator.run(leftNanos, () -> counter.getAsLong() - countBefore >= atMost);
      leftNanos -= System.nanoTime() - start;
      generator.drain();
      BrokerProcess.writeBackDirtyPages(data);
    }
  }
}
