package io.barnabas.benchmarks.row;

import io.barnabas.benchmarks.report.Metric;
import io.barnabas.benchmarks.server.BrokerProcess;
import io.barnabas.benchmarks.server.ProcessFigures;
import java.io.IOException;

/**
 * What many partitions cost a broker of its own that has one batch in each: to create them, in
 * memory and open files when nobody uses them any more, and at a start after a clean stop.
 */
record ManyPartitionsRow(String name, int partitions) implements Row {
  @Override
  public void measure(Session session) throws IOException {
    BrokerProcess first = BrokerProcess.start(session.contestant(), session.data());
    BrokerProcess last = first;
    try {
      Filling.Filled filled = new Filling(name, partitions, 0).into(first, session.data());
      session.record(Metric.MANY_CREATED, filled.createdSeconds());
      MemoryRow.settle();
      ProcessFigures figures = first.figures();
      session.record(Metric.MANY_MEMORY, figures.residentBytes() / 1e6);
      session.record(Metric.MANY_FILES, (double) figures.openFiles());
      last = first.restart();
      session.record(
          Metric.MANY_RESTART, RestartRow.secondsToAll(last, name, partitions, filled.records()));
    } finally {
      last.close();
    }
  }
}
