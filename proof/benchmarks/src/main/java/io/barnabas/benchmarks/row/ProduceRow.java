package io.barnabas.benchmarks.row;

import io.barnabas.benchmarks.load.LoadGenerator;
import io.barnabas.benchmarks.load.ProduceWorkload;
import io.barnabas.benchmarks.report.Metric;
import io.barnabas.benchmarks.wire.AdminConnection;
import io.barnabas.benchmarks.wire.Batch;
import io.barnabas.benchmarks.wire.ProduceFrame;
import io.barnabas.protocol.primitive.Uuid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Produces for a while and counts acknowledged records.
 *
 * @param name the row's and its topic's name
 * @param throughput the metric of records, or MB of batches, per second
 * @param cpu the metric of broker CPU seconds per GB of batches, if it is of interest
 * @param shape how the load looks
 */
record ProduceRow(String name, Metric throughput, Optional<Metric> cpu, Shape shape)
    implements Row {
  static final int PARTITIONS = 6;
  static final int VALUE_BYTES = 100;

  /** Less than what Linux lets a machine of this size leave unwritten before it slows writers. */
  static final long MAX_BYTES = 2_000_000_000;

  /** Which partitions the requests of a connection are for. */
  enum Spread {
    /** One partition a request, all of them in turn. */
    IN_TURN,
    /** All partitions in each request. */
    ALL_AT_ONCE,
    /** As many partitions as connections; each connection has its own. */
    ONE_EACH
  }

  /** How a produce load looks. */
  record Shape(
      int connections,
      int inFlight,
      int recordsPerBatch,
      int valueBytes,
      int partitions,
      Spread spread,
      boolean idempotent) {

    /** One batch a request, the usual partitions in turn. */
    static Shape batches(int connections, int inFlight, int recordsPerBatch) {
      return new Shape(
          connections, inFlight, recordsPerBatch, VALUE_BYTES, PARTITIONS, Spread.IN_TURN, false);
    }

    Shape asIdempotent() {
      return new Shape(
          connections, inFlight, recordsPerBatch, valueBytes, partitions, spread, true);
    }

    Shape spread(Spread other) {
      return new Shape(
          connections, inFlight, recordsPerBatch, valueBytes, partitions, other, idempotent);
    }

    Shape valuesOf(int bytes) {
      return new Shape(
          connections, inFlight, recordsPerBatch, bytes, partitions, spread, idempotent);
    }

    int batchesPerRequest() {
      return spread == Spread.ALL_AT_ONCE ? partitions : 1;
    }

    /** The partitions of each request that a connection sends in turn. */
    List<List<Integer>> requests(int connection) {
      List<Integer> all = IntStream.range(0, partitions).boxed().toList();
      return switch (spread) {
        case IN_TURN -> all.stream().map(List::of).toList();
        case ALL_AT_ONCE -> List.of(all);
        case ONE_EACH -> List.of(List.of(connection));
      };
    }
  }

  @Override
  public void measure(Session session) throws IOException {
    try (AdminConnection admin = session.admin();
        LoadGenerator generator = session.generator()) {
      Batch batch = batch();
      List<ProduceWorkload> workloads = connect(generator, admin, batch);
      long requestBytes = (long) batch.sizeInBytes() * shape.batchesPerRequest();
      Session.Measurement window =
          session.measure(name, generator, () -> acknowledged(workloads), MAX_BYTES / requestBytes);
      int records = shape.recordsPerBatch() * shape.batchesPerRequest();
      session.record(
          throughput,
          throughput.isInMegabytes()
              ? window.perSecond() * requestBytes / 1e6
              : window.perSecond() * records);
      double gigabytes = window.count() * requestBytes / 1e9;
      cpu.ifPresent(metric -> session.record(metric, window.brokerCpuSeconds() / gigabytes));
      requireAllThere(admin, acknowledged(workloads) * records);
    }
  }

  private Batch batch() {
    return Batch.of(shape.recordsPerBatch(), shape.valueBytes(), System.currentTimeMillis());
  }

  private List<ProduceWorkload> connect(LoadGenerator generator, AdminConnection admin, Batch batch)
      throws IOException {
    Uuid topic = admin.createTopic(name, shape.partitions());
    admin.awaitReady(name, shape.partitions());
    List<ProduceWorkload> workloads = new ArrayList<>();
    for (int i = 0; i < shape.connections(); i++) {
      List<ProduceFrame> frames = frames(topic, i, batch);
      if (shape.idempotent()) {
        AdminConnection.Producer producer = admin.initProducer();
        frames.forEach(frame -> frame.withProducer(producer.id(), producer.epoch()));
      }
      ProduceWorkload workload =
          new ProduceWorkload(frames, shape.batchesPerRequest(), shape.idempotent());
      workloads.add(workload);
      generator.connect(workload, shape.inFlight());
    }
    return workloads;
  }

  private List<ProduceFrame> frames(Uuid topic, int connection, Batch batch) {
    return shape.requests(connection).stream()
        .map(partitions -> ProduceFrame.of(topic, partitions, batch))
        .toList();
  }

  private void requireAllThere(AdminConnection admin, long records) throws IOException {
    long there = admin.recordCount(name, shape.partitions());
    if (there != records) {
      throw new IllegalStateException(
          "%s: %d records acknowledged, %d there".formatted(name, records, there));
    }
  }

  private static long acknowledged(List<ProduceWorkload> workloads) {
    return workloads.stream().mapToLong(ProduceWorkload::acknowledged).sum();
  }
}
