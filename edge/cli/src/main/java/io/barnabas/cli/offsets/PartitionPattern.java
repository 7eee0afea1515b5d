package io.barnabas.cli.offsets;

import io.barnabas.cli.UsageException;
import io.barnabas.cli.topics.TopicFilter;
import io.barnabas.client.TopicPartition;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which topics, and which of their partitions. */
record PartitionPattern(TopicFilter topics, IntPredicate partitions) {
  private static final Pattern FORM =
      Pattern.compile("(?<topic>[^:]*)(:((?<one>[0-9]*)|(?<from>[0-9]*)-(?<to>[0-9]*)))?");

  boolean matches(TopicPartition partition) {
    return topics.test(partition.topic()) && partitions.test(partition.partition());
  }

  /**
   * Topics with a list of partitions, all if it is empty.
   *
   * @throws UsageException if one is not a number
   */
  static PartitionPattern of(TopicFilter topics, String partitions) {
    if (partitions.isEmpty()) {
      return new PartitionPattern(topics, _ -> true);
    }
    try {
      Set<Integer> numbers =
          Arrays.stream(partitions.split(",", -1))
              .map(Integer::valueOf)
              .collect(Collectors.toSet());
      return new PartitionPattern(topics, numbers::contains);
    } catch (NumberFormatException e) {
      throw new UsageException(
          "--partitions expects a comma separated list of numeric partition ids, but received: "
              + partitions);
    }
  }

  /**
   * Patterns separated by commas.
   *
   * @throws UsageException if one is not of the form
   */
  static List<PartitionPattern> parseList(String patterns) {
    return Arrays.stream(patterns.split(",", -1)).map(PartitionPattern::parse).toList();
  }

  private static PartitionPattern parse(String pattern) {
    Matcher parts = FORM.matcher(pattern);
    if (!parts.matches()) {
      throw invalid(pattern);
    }
    String topic = parts.group("topic");
    try {
      return new PartitionPattern(
          TopicFilter.of(topic.isEmpty() ? ".*" : topic), partitions(parts));
    } catch (NumberFormatException e) {
      throw invalid(pattern);
    }
  }

  private static IntPredicate partitions(Matcher parts) {
    String one = parts.group("one");
    if (one != null && !one.isEmpty()) {
      int wanted = Integer.parseInt(one);
      return partition -> partition == wanted;
    }
    int from = bound(parts.group("from"), 0);
    int to = bound(parts.group("to"), Integer.MAX_VALUE);
    return partition -> partition >= from && partition < to;
  }

  private static int bound(String digits, int otherwise) {
    return digits == null || digits.isEmpty() ? otherwise : Integer.parseInt(digits);
  }

  private static UsageException invalid(String pattern) {
    return new UsageException(
        "Invalid rule specification: " + pattern + "; write it as orders, orders:1 or orders:1-3");
  }
}
