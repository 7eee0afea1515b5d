package io.barnabas.benchmarks.row;

import io.barnabas.benchmarks.report.Metric;
import io.barnabas.benchmarks.row.ProduceRow.Shape;
import io.barnabas.benchmarks.row.ProduceRow.Spread;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rows in the order in which a broker goes through them.
 *
 * @param coldGigabytes how much cold data is read
 * @param restartGigabytes how much is in the logs of a killed broker
 */
public record Rows(int coldGigabytes, int restartGigabytes) {
  private static final int BATCH_RECORDS = 160;
  private static final int SMALL_RECORDS = 10;

  /** Just below Kafka's default {@code message.max.bytes}. */
  private static final int LARGE_RECORDS = 1000;

  private static final int LARGE_BYTES = 1030;
  private static final long GIGABYTE = 1_000_000_000;

  /** Idle memory comes first, memory after the load before the many topics. */
  private static final List<Row> EVERYDAY =
      List.of(
          new StartRow(),
          new MemoryRow("memory-idle", Metric.IDLE_MEMORY),
          new ProduceRow(
              "produce-batches",
              Metric.BATCHES,
              Optional.of(Metric.BATCHES_CPU),
              Shape.batches(4, 5, BATCH_RECORDS)),
          produce(
              "produce-idempotent",
              Metric.BATCHES_IDEMPOTENT,
              Shape.batches(4, 5, BATCH_RECORDS).asIdempotent()),
          produce(
              "produce-six",
              Metric.BATCHES_SIX,
              Shape.batches(4, 5, BATCH_RECORDS).spread(Spread.ALL_AT_ONCE)),
          produce("produce-single-32", Metric.SINGLES_32, Shape.batches(32, 1, 1)),
          new CeilingRow(
              "ceiling-batches", Metric.BATCHES_CEILING, Shape.batches(4, 5, BATCH_RECORDS), true),
          new CeilingRow(
              "ceiling-single-32", Metric.SINGLES_32_CEILING, Shape.batches(32, 1, 1), false),
          produce("produce-single-4", Metric.SINGLES_4, Shape.batches(4, 20, 1)),
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

  private static final List<Row> DURABLE =
      List.of(
          produce("journal-batches", Metric.JOURNAL_BATCHES, Shape.batches(4, 5, BATCH_RECORDS)),
          new DiskRow(),
          new ProduceRow(
              "journal-1mb",
              Metric.JOURNAL_LARGE,
              Optional.empty(),
              Shape.batches(4, 3, LARGE_RECORDS).valuesOf(LARGE_BYTES)),
          produce(
              "journal-200",
              Metric.JOURNAL_MANY,
              new Shape(200, 5, SMALL_RECORDS, 100, 200, Spread.ONE_EACH, false)));

  /** What runs when nothing is named. */
  public List<Row> everyday() {
    return EVERYDAY;
  }

  /** These and the long ones, which want other brokers beside them, or much disk. */
  public List<Row> all() {
    List<Row> restarts =
        List.of(
            new ColdRow(coldGigabytes * GIGABYTE),
            new RestartRow("restart-kill", 1000, restartGigabytes * GIGABYTE, true),
            new RestartRow("restart-2000", 2000, 0, false),
            new ManyPartitionsRow("partitions-20000", 2, 10_000));
    return Stream.of(EVERYDAY, DURABLE, restarts).flatMap(List::stream).toList();
  }

  private static Row produce(String name, Metric throughput, Shape shape) {
    return new ProduceRow(name, throughput, Optional.empty(), shape);
  }
}
