package io.barnabas.benchmarks.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The frames in which a profiled process was found most often, from its collapsed stacks. */
public final class TopFrames {
  private record Sample(String frame, long count) {}

  private TopFrames() {}

  /**
   * The {@code limit} most frequent innermost frames, each with its share of all samples.
   *
   * @param collapsed lines of frames from the outermost in, parted by semicolons, then the count
   */
  public static List<String> of(Stream<String> collapsed, int limit) {
    Map<String, Long> counts =
        collapsed
            .filter(line -> !line.isBlank())
            .map(TopFrames::innermost)
            .collect(Collectors.groupingBy(Sample::frame, Collectors.summingLong(Sample::count)));
    double all = counts.values().stream().mapToLong(Long::longValue).sum();
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .limit(limit)
        .map(e -> String.format(Locale.ROOT, "%5.1f %%  %s", 100 * e.getValue() / all, e.getKey()))
        .toList();
  }

  private static Sample innermost(String line) {
    int countAt = line.lastIndexOf(' ') + 1;
    String stack = line.substring(0, countAt - 1);
    return new Sample(
        stack.substring(stack.lastIndexOf(';') + 1), Long.parseLong(line.substring(countAt)));
  }
}
