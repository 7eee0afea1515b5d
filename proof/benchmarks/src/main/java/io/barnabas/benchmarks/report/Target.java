package io.barnabas.benchmarks.report;

import java.util.Locale;

/**
 * What a figure must reach.
 *
 * @param value a factor on the yardstick's figure, or a limit in the figure's own unit
 * @param yardstick what a factor multiplies
 */
public record Target(Kind kind, double value, Yardstick yardstick) {
  /** How a target is meant. */
  public enum Kind {
    AT_LEAST_TIMES,
    AT_MOST_TIMES,
    /** A limit that does not depend on Apache Kafka. */
    AT_MOST,
    /** Shown, and not judged. */
    NONE
  }

  /** A factor on Apache Kafka's figure, or a limit. */
  Target(Kind kind, double value) {
    this(kind, value, Yardstick.THEIRS);
  }

  /** How the table words it. */
  String text(String unit) {
    String number = String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%s", value);
    return switch (kind) {
      case AT_LEAST_TIMES -> ("≥ " + number + " × " + yardstick.words()).strip();
      case AT_MOST_TIMES -> ("≤ " + number + " × " + yardstick.words()).strip();
      case AT_MOST -> "≤ " + number + " " + unit;
      case NONE -> "";
    };
  }

  /** "met", or how much of it is reached; nothing where there is nothing to reach. */
  String verdict(double ours, double measure) {
    double reached =
        switch (kind) {
          case AT_LEAST_TIMES -> ours / (value * measure);
          case AT_MOST_TIMES -> value * measure / ours;
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
