package io.barnabas.benchmarks.row;

import io.barnabas.benchmarks.load.LoadConnection;
import io.barnabas.benchmarks.load.LoadGenerator;
import io.barnabas.benchmarks.load.PacedProducer;
import io.barnabas.benchmarks.load.TailingConsumer;
import io.barnabas.benchmarks.report.Metric;
import io.barnabas.benchmarks.wire.AdminConnection;
import io.barnabas.benchmarks.wire.Batch;
import io.barnabas.benchmarks.wire.FetchFrame;
import io.barnabas.benchmarks.wire.ProduceFrame;
import io.barnabas.protocol.primitive.Uuid;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Produces 500 single records a second to one partition, whatever the answers do, and takes for
 * each record the time from when it was due to be sent until a long-polling consumer has it.
 */
record EndToEndRow() implements Row {
  private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final int MAX_IN_FLIGHT = 1000;
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_WAIT_MS = 500;

  @Override
  public String name() {
    return "end-to-end";
  }

  @Override
  public void measure(Session session) throws IOException {
    try (AdminConnection admin = session.admin();
        LoadGenerator generator = session.generator()) {
      Uuid topic = admin.createTopic(name(), 1);
      admin.awaitReady(name(), 1);
      Batch batch = Batch.of(1, ProduceRow.VALUE_BYTES, System.currentTimeMillis());
      Histogram latency = run(session, generator, topic, batch);
      session.record(Metric.END_TO_END_P50, latency.getValueAtPercentile(50) / 1e6);
      session.record(Metric.END_TO_END_P99, latency.getValueAtPercentile(99) / 1e6);
    }
  }

  private Histogram run(Session session, LoadGenerator generator, Uuid topic, Batch batch)
      throws IOException {
    PacedProducer producer =
        new PacedProducer(
            ProduceFrame.of(topic, List.of(0), batch), System.nanoTime(), INTERVAL_NANOS);
    TailingConsumer consumer =
        new TailingConsumer(
            FetchFrame.of(topic, 0, MAX_BYTES, MAX_WAIT_MS), batch.sizeInBytes(), producer);
    LoadConnection sending = generator.connect(producer, MAX_IN_FLIGHT);
    generator.connect(consumer, 1).fill();
    generator.run(sending, producer, session.windows().warmUp().toNanos(), () -> false);
    consumer.histogram().reset();
    session.profiler().begin(session.broker().pid());
    generator.run(sending, producer, session.windows().measured().toNanos(), () -> false);
    Histogram latency = consumer.histogram().copy();
    session.profiler().end(session.broker().pid(), session.contestant().title() + " " + name());
    generator.drain();
    return latency;
  }
}
