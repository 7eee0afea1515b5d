package io.barnabas.benchmarks.row;

import io.barnabas.benchmarks.load.FetchWorkload;
import io.barnabas.benchmarks.load.LoadGenerator;
import io.barnabas.benchmarks.load.ProduceWorkload;
import io.barnabas.benchmarks.report.Metric;
import io.barnabas.benchmarks.wire.AdminConnection;
import io.barnabas.benchmarks.wire.Batch;
import io.barnabas.benchmarks.wire.FetchFrame;
import io.barnabas.benchmarks.wire.ProduceFrame;
import io.barnabas.protocol.primitive.Uuid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Fetches batches of 160 × 100 B from the start of 6 partitions to their end, again and again. */
record FetchRow() implements Row {
  private static final int CONNECTIONS = 4;
  private static final int MAX_BYTES = 1 << 20;
  private static final int RECORDS_PER_BATCH = 160;
  private static final long DATA_BYTES = 600_000_000;

  @Override
  public String name() {
    return "fetch";
  }

  @Override
  public void measure(Session session) throws IOException {
    Batch batch = Batch.of(RECORDS_PER_BATCH, ProduceRow.VALUE_BYTES, System.currentTimeMillis());
    Uuid topic = fill(session, batch);
    try (LoadGenerator generator = session.generator()) {
      List<FetchWorkload> workloads = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        workloads.add(workload(topic, i, batch));
        generator.connect(workloads.getLast(), 1);
      }
      Session.Measurement window =
          session.measure(
              name(),
              generator,
              () -> workloads.stream().mapToLong(FetchWorkload::bytes).sum(),
              Long.MAX_VALUE);
      session.record(Metric.FETCH, window.perSecond() / 1e6);
      session.record(Metric.FETCH_CPU, window.brokerCpuSeconds() / (window.count() / 1e9));
    }
  }

  private Uuid fill(Session session, Batch batch) throws IOException {
    try (AdminConnection admin = session.admin();
        LoadGenerator generator = session.generator()) {
      Uuid topic = admin.createTopic(name(), ProduceRow.PARTITIONS);
      admin.awaitReady(name(), ProduceRow.PARTITIONS);
      List<ProduceFrame> frames =
          partitions().stream().map(p -> ProduceFrame.of(topic, List.of(p), batch)).toList();
      ProduceWorkload workload = new ProduceWorkload(frames, 1, false);
      generator.connect(workload, ProduceRow.PARTITIONS);
      generator.run(
          TimeUnit.MINUTES.toNanos(5),
          () -> workload.acknowledged() * batch.sizeInBytes() >= DATA_BYTES);
      generator.drain();
      return topic;
    }
  }

  private static FetchWorkload workload(Uuid topic, int firstTurn, Batch batch) {
    List<FetchFrame> frames =
        partitions().stream().map(p -> FetchFrame.of(topic, p, MAX_BYTES, 0)).toList();
    return new FetchWorkload(frames, firstTurn, batch.sizeInBytes(), batch.recordCount());
  }

  private static List<Integer> partitions() {
    return IntStream.range(0, ProduceRow.PARTITIONS).boxed().toList();
  }
}
