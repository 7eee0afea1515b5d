package io.barnabas.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The medians of brokers side by side, the ratio of ours to the one compared with, and the targets.
 */
public final class MarkdownTable {
  private static final String MISSING = "–";

  private final Results results;
  private final List<String> brokers;
  private final String theirs;
  private final String ours;

  /**
   * A table of {@code results}.
   *
   * @param brokers the columns
   * @param theirs the broker to compare with
   * @param ours the broker that has targets
   */
  public MarkdownTable(Results results, List<String> brokers, String theirs, String ours) {
    this.results = results;
    this.brokers = List.copyOf(brokers);
    this.theirs = theirs;
    this.ours = ours;
  }

  /** A row for each metric that was measured, in the order of {@link Metric}. */
  public String render() {
    StringBuilder out = new StringBuilder();
    out.append("| work | unit | %s | ratio | target | |\n".formatted(String.join(" | ", brokers)));
    out.append("| --- | --- | %s---: | ---: | --- |\n".formatted("---: | ".repeat(brokers.size())));
    for (Metric metric : Metric.values()) {
      if (brokers.stream().anyMatch(broker -> results.median(metric, broker).isPresent())) {
        out.append(row(metric));
      }
    }
    return out.toString();
  }

  private String row(Metric metric) {
    OptionalDouble a = results.median(metric, theirs);
    OptionalDouble b = results.median(metric, ours);
    boolean both = a.isPresent() && b.isPresent();
    return "| %s | %s | %s | %s | %s | %s |\n"
        .formatted(
            metric.title(),
            metric.unit(),
            joined(" | ", brokers, broker -> figure(metric, results.median(metric, broker))),
            both ? String.format(Locale.ROOT, "%.2f", b.getAsDouble() / a.getAsDouble()) : MISSING,
            joined(", ", metric.targets(), target -> target.text(metric.unit())),
            joined(", ", metric.targets(), target -> verdict(metric, target)));
  }

  private String verdict(Metric metric, Target target) {
    OptionalDouble measure = target.yardstick().in(results, metric, theirs, ours);
    return target.verdict(
        results.median(metric, ours).orElse(Double.NaN), measure.orElse(Double.NaN));
  }

  private static <T> String joined(String between, List<T> parts, Function<T, String> words) {
    return parts.stream().map(words).collect(Collectors.joining(between));
  }

  private static String figure(Metric metric, OptionalDouble value) {
    return value.isEmpty()
        ? MISSING
        : String.format(Locale.ROOT, "%,." + metric.decimals() + "f", value.getAsDouble());
  }
}
