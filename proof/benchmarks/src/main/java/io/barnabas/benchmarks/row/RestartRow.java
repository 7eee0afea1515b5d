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
      double seconds = secondsToAll(last, name, partitions, records);
      session.record(kill ? Metric.RESTART_KILL : Metric.RESTART_CLEAN, seconds);
      if (kill) {
        session.record(Metric.RESTART_KILL_FIRST, last.startSeconds());
      }
    } finally {
      last.close();
    }
  }

  /** From the start of a broker's process until every partition has told its end offset. */
  static double secondsToAll(BrokerProcess started, String topic, int partitions, long records)
      throws IOException {
    long answering = System.nanoTime();
    try (AdminConnection admin = AdminConnection.open(started.address())) {
      admin.awaitReady(topic, partitions);
      long there = admin.recordCount(topic, partitions);
      if (there != records) {
        throw new IllegalStateException(
            "%s: %d records acknowledged, %d there".formatted(topic, records, there));
      }
    }
    return started.startSeconds() + (System.nanoTime() - answering) / 1e9;
  }
}
