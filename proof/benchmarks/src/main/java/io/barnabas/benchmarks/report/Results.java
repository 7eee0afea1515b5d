package io.barnabas.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** All figures of all rounds, by metric and broker. */
public final class Results {
  private record Cell(Metric metric, String broker) {}

  private final Map<Cell, List<Double>> figures = new HashMap<>();
  private final Map<String, Double> generatorShares = new LinkedHashMap<>();

  public void add(Metric metric, String broker, double figure) {
    figures.computeIfAbsent(new Cell(metric, broker), cell -> new ArrayList<>()).add(figure);
  }

  /** Notes which share of one core the load generator took while {@code row} was measured. */
  public void addGeneratorShare(String row, String broker, double share) {
    generatorShares.merge(row + ", " + broker, share, Math::max);
  }

  /** The greatest share of one core that the load generator took, by row and broker. */
  public Map<String, Double> generatorShares() {
    return Collections.unmodifiableMap(generatorShares);
  }

  /** The median over the rounds; of an even number the mean of the middle two. */
  public OptionalDouble median(Metric metric, String broker) {
    List<Double> sorted = figures.getOrDefault(new Cell(metric, broker), List.of());
    if (sorted.isEmpty()) {
      return OptionalDouble.empty();
    }
    List<Double> ordered = sorted.stream().sorted().toList();
    int middle = ordered.size() / 2;
    return OptionalDouble.of(
        ordered.size() % 2 == 1
            ? ordered.get(middle)
            : (ordered.get(middle - 1) + ordered.get(middle)) / 2);
  }
}
