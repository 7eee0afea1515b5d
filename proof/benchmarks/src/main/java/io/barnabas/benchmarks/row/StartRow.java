package io.barnabas.benchmarks.row;

import io.barnabas.benchmarks.report.Metric;
import io.barnabas.benchmarks.server.BrokerProcess;
import java.io.IOException;

/** Starts the broker a few more times on empty folders. */
record StartRow() implements Row {
  private static final int STARTS = 3;

  @Override
  public String name() {
    return "start";
  }

  @Override
  public void measure(Session session) throws IOException {
    for (int i = 0; i < STARTS; i++) {
      try (BrokerProcess another = BrokerProcess.start(session.contestant(), session.data())) {
        session.record(Metric.START, another.startSeconds());
      }
    }
  }
}
