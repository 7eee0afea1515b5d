package io.barnabas.benchmarks.row;

import io.barnabas.benchmarks.load.LoadConnection;
import io.barnabas.benchmarks.load.LoadGenerator;
import io.barnabas.benchmarks.load.PacedProducer;
import io.barnabas.benchmarks.load.TimedProducer;
import io.barnabas.benchmarks.report.Metric;
import io.barnabas.benchmarks.row.Filling.Filled;
import io.barnabas.benchmarks.server.PageCache;
import io.barnabas.benchmarks.wire.AdminConnection;
import io.barnabas.benchmarks.wire.Batch;
import io.barnabas.benchmarks.wire.ProduceFrame;
import io.barnabas.protocol.primitive.Uuid;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Produces 1,000 single records a second, whatever the answers do, and takes the time from when
 * each was due until it was acknowledged: first alone, then while a consumer reads data that is not
 * in memory, until it has read all of it or for six windows.
 *
 * @param coldBytes how much the consumer has to read
 */
record ColdRow(long coldBytes) implements Row {
  private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int MAX_IN_FLIGHT = 1000;
  private static final int LONGEST_WINDOWS = 6;

  @Override
  public String name() {
    return "cold-p99";
  }

  @Override
  public void measure(Session session) throws IOException {
    Filled cold =
        new Filling("cold", ProduceRow.PARTITIONS, coldBytes)
            .into(session.broker(), session.data());
    long windowNanos = session.windows().measured().toNanos();
    try (AdminConnection admin = session.admin();
        LoadGenerator generator = session.generator()) {
      Uuid topic = admin.createTopic(name(), 1);
      admin.awaitReady(name(), 1);
      Load load = Load.on(generator, topic);
      load.run(session.windows().warmUp().toNanos(), () -> false);
      session.record(Metric.COLD_P99_ALONE, load.run(windowNanos, () -> false));
      PageCache.forget(session.broker().folder());
      try (ColdReader reader = ColdReader.start(session.broker().address(), cold)) {
        session.record(
            Metric.COLD_P99, load.run(LONGEST_WINDOWS * windowNanos, reader::hasReadAll));
        session.record(Metric.COLD_READ, reader.bytesPerSecond() / 1e6);
      }
      generator.drain();
    }
  }

  /** The producer whose latency counts. */
  private record Load(
      LoadGenerator generator,
      LoadConnection connection,
      PacedProducer paced,
      TimedProducer timed) {

    static Load on(LoadGenerator generator, Uuid topic) throws IOException {
      Batch batch = Batch.of(1, ProduceRow.VALUE_BYTES, System.currentTimeMillis());
      PacedProducer paced =
          new PacedProducer(
              ProduceFrame.of(topic, List.of(0), batch), System.nanoTime(), INTERVAL_NANOS);
      TimedProducer timed = new TimedProducer(paced);
      return new Load(generator, generator.connect(timed, MAX_IN_FLIGHT), paced, timed);
    }

    /** Produces until the time is over or it is enough; gives the 99th percentile in ms. */
    double run(long nanos, BooleanSupplier enough) throws IOException {
      timed.histogram().reset();
      generator.run(connection, paced, nanos, enough);
      return timed.histogram().getValueAtPercentile(99) / 1e6;
    }
  }
}
