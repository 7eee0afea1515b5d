package io.barnabas.benchmarks.row;

import io.barnabas.benchmarks.report.Metric;
import io.barnabas.benchmarks.server.BrokerProcess;
import io.barnabas.benchmarks.wire.AdminConnection;
import java.io.IOException;

/**
 * Fills a broker of its own, ends it, starts it again, and takes the time from the start of the
 * process until every partition has told its end offset; as many records must be there.
 *
 * @param name the row's and its topic's name
 * @param bytes how much is in the partitions together; each has a batch at least
 * @param kill whether it is ended by SIGKILL
 */
record RestartRow(String name, int partitions, long bytes, boolean kill) implements Row {
  @Override
  public void measure(Session session) throws IOException {
    BrokerProcess first = BrokerProcess.start(session.contestant(), session.data());
    BrokerProcess last = first;
    try {
      long records = new Filling(name, partitions, bytes).into(first, session.data()).records();
      last = kill ? first.crash() : first.restart();
      long answering = System.nanoTime();
      awaitAll(last, name, partitions, records);
      double seconds = last.startSeconds() + (System.nanoTime() - answering) / 1e9;
      session.record(kill ? Metric.RESTART_KILL : Metric.RESTART_CLEAN, seconds);
      if (kill) {
        session.record(Metric.RESTART_KILL_FIRST, last.startSeconds());
      }
    } finally {
      last.close();
    }
  }

  /** Waits until every partition of a topic has told its end offset. */
  static void awaitAll(BrokerProcess started, String topic, int partitions, long records)
      throws IOException {
    try (AdminConnection admin = AdminConnection.open(started.address())) {
      admin.awaitReady(topic, partitions);
      long there = admin.recordCount(topic, partitions);
      if (there != records) {
        throw new IllegalStateException(
            "%s: %d records acknowledged, %d there".formatted(topic, records, there));
      }
    }
  }
}
