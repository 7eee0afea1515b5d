package io.barnabas.benchmarks;

import io.barnabas.benchmarks.report.Results;
import io.barnabas.benchmarks.row.Row;
import io.barnabas.benchmarks.row.Session;
import io.barnabas.benchmarks.server.BrokerProcess;
import io.barnabas.benchmarks.server.Contestant;
import io.barnabas.benchmarks.server.Profiler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Lets the contestants take turns, never two at a time, each turn in a fresh process on an empty
 * folder.
 *
 * @param contestants who is compared
 * @param rows what each does in its turn, in this order
 * @param windows how long each row takes
 * @param data where the contestants keep their data
 * @param profiler told of the measured windows
 */
record Comparison(
    List<Contestant> contestants,
    List<Row> rows,
    Session.Windows windows,
    Path data,
    Profiler profiler) {

  /** Runs that many rounds, adding to {@code results}. */
  void run(int rounds, Results results) throws IOException {
    for (int round = 1; round <= rounds; round++) {
      for (Contestant contestant : contestants) {
        turn(contestant, "round %d of %d".formatted(round, rounds), results);
      }
    }
  }

  private void turn(Contestant contestant, String round, Results results) throws IOException {
    try (BrokerProcess broker = BrokerProcess.start(contestant, data)) {
      Session session = new Session(contestant, broker, data, windows, profiler, results);
      for (Row row : rows) {
        System.err.printf("%s, %s: %s%n", round, contestant.title(), row.name());
        BrokerProcess.writeBackDirtyPages(data);
        row.measure(session);
      }
    }
  }
}
