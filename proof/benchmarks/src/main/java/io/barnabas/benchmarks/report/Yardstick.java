package io.barnabas.benchmarks.report;

import java.util.OptionalDouble;

/** What a figure of ours is measured by. */
sealed interface Yardstick {
  /** The same figure of the broker that the table compares with. */
  Yardstick THEIRS = new Theirs();

  /** How the table words it after the factor. */
  String words();

  /** The figure to reach or to stay under a multiple of, if it was measured. */
  OptionalDouble in(Results results, Metric metric, String theirs, String ours);

  /** See {@link #THEIRS}. */
  record Theirs() implements Yardstick {
    @Override
    public String words() {
      return "";
    }

    @Override
    public OptionalDouble in(Results results, Metric metric, String theirs, String ours) {
      return results.median(metric, theirs);
    }
  }

  /** The same figure of a broker of its own column. */
  record OtherBroker(String title, String words) implements Yardstick {
    @Override
    public OptionalDouble in(Results results, Metric metric, String theirs, String ours) {
      return results.median(metric, title);
    }
  }

  /** Another figure of ours. */
  record OtherFigure(Metric other, String words) implements Yardstick {
    @Override
    public OptionalDouble in(Results results, Metric metric, String theirs, String ours) {
      return results.median(other, ours);
    }
  }
}
