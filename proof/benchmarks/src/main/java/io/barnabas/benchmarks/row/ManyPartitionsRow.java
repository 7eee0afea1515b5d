package io.barnabas.benchmarks.row;

import io.barnabas.benchmarks.report.Metric;
import io.barnabas.benchmarks.server.BrokerProcess;
import io.barnabas.benchmarks.server.ProcessFigures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What many partitions cost a broker of its own that has one batch in each: to create them, in
 * memory and open files when nobody uses them any more, and at a start after a clean stop.
 *
 * @param topics how many there are
 * @param partitions in each of them; 10,000 are as many as a request may ask for
 */
record ManyPartitionsRow(String name, int topics, int partitions) implements Row {
  @Override
  public void measure(Session session) throws IOException {
    BrokerProcess first = BrokerProcess.start(session.contestant(), session.data());
    BrokerProcess last = first;
    try {
      List<Filling.Filled> filled = new ArrayList<>();
      for (int topic = 0; topic < topics; topic++) {
        filled.add(new Filling(name(topic), partitions, 0).into(first, session.data()));
      }
      session.record(
          Metric.MANY_CREATED, filled.stream().mapToDouble(Filling.Filled::createdSeconds).sum());
      MemoryRow.settle();
      ProcessFigures figures = first.figures();
      session.record(Metric.MANY_MEMORY, figures.residentBytes() / 1e6);
      session.record(Metric.MANY_FILES, (double) figures.openFiles());
      last = first.restart();
      long answering = System.nanoTime();
      for (int topic = 0; topic < topics; topic++) {
        RestartRow.awaitAll(last, name(topic), partitions, filled.get(topic).records());
      }
      session.record(
          Metric.MANY_RESTART, last.startSeconds() + (System.nanoTime() - answering) / 1e9);
    } finally {
      last.close();
    }
  }

  private String name(int topic) {
    return name + "-" + topic;
  }
}
