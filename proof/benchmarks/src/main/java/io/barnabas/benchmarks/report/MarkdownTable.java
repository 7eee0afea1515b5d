package io.barnabas.benchmarks.report;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The medians of two brokers side by side, the ratio of the second to the first, and the target.
 */
public final class MarkdownTable {
  private static final String MISSING = "–";

  private final Results results;
  private final String theirs;
  private final String ours;

  /**
   * A table of {@code results}.
   *
   * @param theirs the broker to compare with
   * @param ours the broker that has targets
   */
  public MarkdownTable(Results results, String theirs, String ours) {
    this.results = results;
    this.theirs = theirs;
    this.ours = ours;
  }

  /** A row for each metric that was measured, in the order of {@link Metric}. */
  public String render() {
    StringBuilder out = new StringBuilder();
    out.append("| work | unit | %s | %s | ratio | target | |\n".formatted(theirs, ours));
    out.append("| --- | --- | ---: | ---: | ---: | ---: | --- |\n");
    for (Metric metric : Metric.values()) {
      OptionalDouble a = results.median(metric, theirs);
      OptionalDouble b = results.median(metric, ours);
      if (a.isPresent() || b.isPresent()) {
        out.append(row(metric, a, b));
      }
    }
    return out.toString();
  }

  private static String row(Metric metric, OptionalDouble theirs, OptionalDouble ours) {
    boolean both = theirs.isPresent() && ours.isPresent();
    double a = theirs.orElse(Double.NaN);
    double b = ours.orElse(Double.NaN);
    return "| %s | %s | %s | %s | %s | %s | %s |\n"
        .formatted(
            metric.title(),
            metric.unit(),
            figure(metric, theirs),
            figure(metric, ours),
            both ? String.format(Locale.ROOT, "%.2f", b / a) : MISSING,
            metric.target().text(metric.unit()),
            metric.target().verdict(b, a));
  }

  private static String figure(Metric metric, OptionalDouble value) {
    return value.isEmpty()
        ? MISSING
        : String.format(Locale.ROOT, "%,." + metric.decimals() + "f", value.getAsDouble());
  }
}
