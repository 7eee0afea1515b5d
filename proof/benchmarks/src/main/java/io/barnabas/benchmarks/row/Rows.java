package io.barnabas.benchmarks.row;

import io.barnabas.benchmarks.report.Metric;
import io.barnabas.benchmarks.row.ProduceRow.Shape;
import java.util.List;
import java.util.Optional;

/** The rows in the order in which a broker goes through them. */
public final class Rows {
  private static final int BATCH_RECORDS = 160;

  /** Idle memory comes first, memory after the load before the many topics. */
  public static final List<Row> ALL =
      List.of(
          new StartRow(),
          new MemoryRow("memory-idle", Metric.IDLE_MEMORY),
          new ProduceRow(
              "produce-batches",
              Metric.BATCHES,
              Optional.of(Metric.BATCHES_CPU),
              new Shape(4, 5, BATCH_RECORDS, 1, false)),
          produce(
              "produce-idempotent",
              Metric.BATCHES_IDEMPOTENT,
              new Shape(4, 5, BATCH_RECORDS, 1, true)),
          produce("produce-six", Metric.BATCHES_SIX, new Shape(4, 5, BATCH_RECORDS, 6, false)),
          produce("produce-single-32", Metric.SINGLES_32, new Shape(32, 1, 1, 1, false)),
          produce("produce-single-4", Metric.SINGLES_4, new Shape(4, 20, 1, 1, false)),
          new FetchRow(),
          new EndToEndRow(),
          new MemoryRow("memory-loaded", Metric.LOADED_MEMORY),
          new TopicsRow(),
          new CommitRow("offset-commit", Metric.COMMITS, 5),
          new CommitRow("offset-commit-1", Metric.COMMITS_ONE, 1),
          new HeartbeatRow("heartbeat-classic", GroupProtocol.CLASSIC, Metric.HEARTBEATS_CLASSIC),
          new HeartbeatRow(
              "heartbeat-consumer", GroupProtocol.CONSUMER, Metric.HEARTBEATS_CONSUMER),
          new SettleRow(
              "settle-classic",
              GroupProtocol.CLASSIC,
              Metric.SETTLE_JOIN_CLASSIC,
              Metric.SETTLE_LEAVE_CLASSIC),
          new SettleRow(
              "settle-consumer",
              GroupProtocol.CONSUMER,
              Metric.SETTLE_JOIN_CONSUMER,
              Metric.SETTLE_LEAVE_CONSUMER),
          new LoadOffsetsRow());

  private Rows() {}

  private static Row produce(String name, Metric throughput, Shape shape) {
    return new ProduceRow(name, throughput, Optional.empty(), shape);
  }
}
