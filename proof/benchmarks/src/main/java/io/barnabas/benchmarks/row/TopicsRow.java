package io.barnabas.benchmarks.row;

import io.barnabas.benchmarks.report.Metric;
import io.barnabas.benchmarks.wire.AdminConnection;
import java.io.IOException;

/** Creates topics, a request for each, until all of their partitions have leaders. */
record TopicsRow() implements Row {
  private static final int WARM_UP_TOPICS = 10;
  private static final int TOPICS = 300;
  private static final int PARTITIONS = 4;

  @Override
  public String name() {
    return "topics";
  }

  @Override
  public void measure(Session session) throws IOException {
    try (AdminConnection admin = session.admin()) {
      create(admin, "warm-up", WARM_UP_TOPICS);
      long start = System.nanoTime();
      create(admin, "topic", TOPICS);
      session.record(Metric.TOPICS, (System.nanoTime() - start) / 1e9);
    }
  }

  private static void create(AdminConnection admin, String prefix, int count) throws IOException {
    int before = admin.partitionsWithLeader();
    for (int i = 0; i < count; i++) {
      admin.createTopic(prefix + "-" + i, PARTITIONS);
    }
    admin.awaitLeaders(before + count * PARTITIONS);
  }
}
