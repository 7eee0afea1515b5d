package io.barnabas.benchmarks.report;

import java.util.Locale;

/**
 * What a figure must reach.
 *
 * @param value a factor on Apache Kafka's figure, or a limit in the figure's own unit
 */
public record Target(Kind kind, double value) {
  /** How a target is meant. */
  public enum Kind {
    AT_LEAST_TIMES,
    AT_MOST_TIMES,
    /** A limit that does not depend on Apache Kafka. */
    AT_MOST,
    /** Shown, and not judged. */
    NONE
  }

  /** How the table words it. */
  String text(String unit) {
    String number = String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%s", value);
    return switch (kind) {
      case AT_LEAST_TIMES -> "≥ " + number + " ×";
      case AT_MOST_TIMES -> "≤ " + number + " ×";
      case AT_MOST -> "≤ " + number + " " + unit;
      case NONE -> "";
    };
  }

  /** "met", or how much of it is reached; nothing where there is nothing to reach. */
  String verdict(double ours, double theirs) {
    double reached =
        switch (kind) {
          case AT_LEAST_TIMES -> ours / (value * theirs);
          case AT_MOST_TIMES -> value * theirs / ours;
          case AT_MOST -> value / ours;
          case NONE -> Double.NaN;
        };
    if (Double.isNaN(reached)) {
      return "";
    }
    return reached >= 1
        ? "met"
        : String.format(Locale.ROOT, "missed, %.0f %% of it", 100 * reached);
  }
}
