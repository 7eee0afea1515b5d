package io.barnabas.benchmarks.report;

import io.barnabas.benchmarks.report.Target.Kind;
import io.barnabas.benchmarks.server.Contestant;
import java.util.List;

/** The figures of the table, in its order. A GB is 10^9 bytes, an MB 10^6. */
public enum Metric {
  BATCHES(
      "produce, 160 × 100 B per batch, 6 partitions, 4 connections, 5 in flight, acks=all",
      "records/s",
      0,
      Kind.AT_LEAST_TIMES,
      4),
  BATCHES_CEILING(
      "the same on a server that only writes each request to a file and answers",
      "records/s",
      0,
      Kind.NONE,
      0),
  BATCHES_IDEMPOTENT("produce in batches, idempotent producers", "records/s", 0, Kind.NONE, 0),
  BATCHES_SIX("produce in batches, 6 of them per request", "records/s", 0, Kind.NONE, 0),
  SINGLES_32(
      "produce, 1 × 100 B, 32 connections, 1 in flight", "requests/s", 0, Kind.AT_LEAST_TIMES, 3),
  SINGLES_32_CEILING(
      "the same on a server that only answers each request", "requests/s", 0, Kind.NONE, 0),
  SINGLES_4(
      "produce, 1 × 100 B, 4 connections, 20 in flight", "requests/s", 0, Kind.AT_LEAST_TIMES, 3),
  BATCHES_CPU("broker CPU per GB produced in batches", "s/GB", 2, Kind.AT_MOST_TIMES, 0.25),
  FETCH(
      "fetch of the same data, 1 MB per fetch, 4 connections", "MB/s", 0, Kind.AT_LEAST_TIMES, 1.2),
  FETCH_CPU("broker CPU per GB fetched", "s/GB", 2, Kind.NONE, 0),
  END_TO_END_P50(
      "end to end, 500 single records/s, long-poll consumer: p50", "ms", 2, Kind.NONE, 0),
  END_TO_END_P99("end to end, likewise: p99", "ms", 2, Kind.AT_MOST_TIMES, 0.5),
  START("process start to first answer", "s", 2, Kind.AT_MOST, 0.7),
  IDLE_MEMORY("idle memory (RSS)", "MB", 0, Kind.AT_MOST, 120),
  LOADED_MEMORY("memory (RSS) after the load, default heap", "MB", 0, Kind.AT_MOST, 400),
  TOPICS("create 300 topics of 4 partitions", "s", 2, Kind.AT_MOST_TIMES, 0.2),
  COMMITS(
      "OffsetCommit, 200 groups, 32 connections, 5 in flight",
      "requests/s",
      0,
      Kind.AT_LEAST_TIMES,
      4),
  COMMITS_ONE("OffsetCommit likewise, 1 in flight", "requests/s", 0, Kind.AT_LEAST_TIMES, 4),
  HEARTBEATS_CLASSIC(
      "5,000 members of 500 classic groups, a heartbeat every 3 s: broker CPU",
      "% of a core",
      1,
      Kind.AT_MOST_TIMES,
      0.25),
  HEARTBEATS_CONSUMER(
      "the same in consumer groups (KIP-848)", "% of a core", 1, Kind.AT_MOST_TIMES, 0.25),
  SETTLE_JOIN_CLASSIC(
      "classic group of 200 on 1,000 partitions settles after all join",
      "s",
      2,
      Kind.AT_MOST_TIMES,
      0.5),
  SETTLE_LEAVE_CLASSIC("likewise after 10 leave", "s", 2, Kind.AT_MOST_TIMES, 0.5),
  SETTLE_JOIN_CONSUMER(
      "consumer group of 200 on 1,000 partitions settles after all join",
      "s",
      2,
      Kind.AT_MOST_TIMES,
      0.5),
  SETTLE_LEAVE_CONSUMER("likewise after 10 leave, in it", "s", 2, Kind.AT_MOST_TIMES, 0.5),
  LOAD_OFFSETS(
      "restart with 1,000,000 committed offsets until all are told",
      "s",
      2,
      Kind.AT_MOST_TIMES,
      0.25),
  LOAD_OFFSETS_ANSWERING("of that, after the first answer", "s", 2, Kind.NONE, 0),
  JOURNAL_BATCHES(
      "produce, 160 × 100 B per batch, acks=all, as in the first row",
      "records/s",
      0,
      new Target(Kind.AT_LEAST_TIMES, 3),
      new Target(Kind.AT_LEAST_TIMES, 0.8, Brokers.OWN_PAGECACHE)),
  DISK("the disk itself: sequential direct writes of 1 MB", "MB/s", 0, Kind.NONE, 0),
  DISK_GROWN("the same while the file got its blocks", "MB/s", 0, Kind.NONE, 0),
  DISK_SYNCED("six files that grow, each synced after every MB", "MB/s", 0, Kind.NONE, 0),
  DISK_COMMITS(
      "the disk: 10 such batches written and synced at a time, and written once more behind",
      "records/s",
      0,
      Kind.NONE,
      0),
  JOURNAL_LARGE(
      "produce, 1 MB batches, 6 partitions, 4 connections, 3 in flight, acks=all",
      "MB/s",
      0,
      new Target(Kind.AT_LEAST_TIMES, 0.6, new Yardstick.OtherFigure(DISK, "the disk")),
      new Target(
          Kind.AT_LEAST_TIMES, 0.6, new Yardstick.OtherFigure(DISK_GROWN, "a growing file"))),
  JOURNAL_MANY(
      "produce, 10 × 100 B per batch, 200 partitions on 200 connections, 5 in flight, acks=all",
      "records/s",
      0,
      new Target(Kind.AT_LEAST_TIMES, 3),
      new Target(Kind.AT_LEAST_TIMES, 20, Brokers.SYNCING)),
  COLD_P99_ALONE("produce at 1,000 requests/s: p99", "ms", 2, Kind.NONE, 0),
  COLD_P99(
      "the same while a consumer reads cold data: p99",
      "ms",
      2,
      new Target(Kind.AT_MOST_TIMES, 1.5, new Yardstick.OtherFigure(COLD_P99_ALONE, "without it"))),
  DISK_P99_ALONE(
      "the disk itself, 1,000 times a second 4 KB written and synced: p99", "ms", 2, Kind.NONE, 0),
  DISK_P99_READING("the same beside a reader of 128 KB at a time: p99", "ms", 2, Kind.NONE, 0),
  COLD_READ("the cold read meanwhile", "MB/s", 0, Kind.NONE, 0),
  RESTART_KILL(
      "restart after kill -9, 1,000 partitions, until all answer", "s", 2, Kind.AT_MOST_TIMES, 0.2),
  RESTART_KILL_FIRST("of that, until the first answer", "s", 2, Kind.NONE, 0),
  RESTART_CLEAN("clean restart with 2,000 partitions until all answer", "s", 2, Kind.AT_MOST, 2),
  MANY_CREATED("create two topics of 10,000 partitions", "s", 2, Kind.NONE, 0),
  MANY_MEMORY("memory (RSS) with a batch in each of them", "MB", 0, Kind.NONE, 0),
  MANY_FILES("files and sockets open then", "", 0, Kind.NONE, 0),
  MANY_RESTART("clean restart with them until all answer", "s", 2, Kind.NONE, 0);

  /** The brokers that some targets are about. */
  private static final class Brokers {
    static final Yardstick SYNCING =
        new Yardstick.OtherBroker(Contestant.KAFKA_SYNCING, "syncing Kafka");
    static final Yardstick OWN_PAGECACHE =
        new Yardstick.OtherBroker(Contestant.BARNABAS_PAGECACHE, "own pagecache");
  }

  private final String title;
  private final String unit;
  private final int decimals;

  /** Made by {@code List.of}, so that it can't change. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<Target> targets;

  Metric(String title, String unit, int decimals, Kind targetKind, double targetValue) {
    this(title, unit, decimals, new Target(targetKind, targetValue));
  }

  Metric(String title, String unit, int decimals, Target... targets) {
    this.title = title;
    this.unit = unit;
    this.decimals = decimals;
    this.targets = List.of(targets);
  }

  String title() {
    return title;
  }

  String unit() {
    return unit;
  }

  /** Whether it is a rate of bytes, not of things. */
  public boolean isInMegabytes() {
    return unit.equals("MB/s");
  }

  int decimals() {
    return decimals;
  }

  /** All that it must reach. */
  List<Target> targets() {
    return targets;
  }
}
