package io.barnabas.cli.groups;

import io.barnabas.cli.UsageException;
import io.barnabas.client.ClientException;
import io.barnabas.client.TopicPartition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** Which topics and partitions. */
final class TopicScope {
  @Option(
      names = "--topic",
      paramLabel = "TOPIC[:N,...]",
      description =
          "A topic, or some of its partitions, as orders:0,1. May be repeated. For --reset-offsets"
              + " and --delete-offsets.")
  private List<String> topics = new ArrayList<>();

  @Option(
      names = "--all-topics",
      description = "With --reset-offsets: all partitions that the group has offsets of.")
  private boolean all;

  /**
   * One value of the option.
   *
   * @param partitions empty for all of them
   */
  record Scope(String topic, List<Integer> partitions) {}

  boolean isEmpty() {
    return topics.isEmpty() && !all;
  }

  boolean isAll() {
    return all;
  }

  /** Refuses both kinds together. */
  void checkOne() {
    if (all && !topics.isEmpty()) {
      throw new UsageException("--topic and --all-topics do not go together");
    }
  }

  /**
   * The values given.
   *
   * @throws UsageException if one has partitions that are not numbers
   */
  List<Scope> scopes() {
    return topics.stream().map(TopicScope::parse).toList();
  }

  private static Scope parse(String value) {
    int colon = value.indexOf(':');
    if (colon < 0) {
      return new Scope(value, List.of());
    }
    return new Scope(
        value.substring(0, colon),
        Arrays.stream(value.substring(colon + 1).split(","))
            .map(number -> index(number, value))
            .toList());
  }

  private static int index(String number, String value) {
    try {
      return Integer.parseUnsignedInt(number.strip());
    } catch (NumberFormatException e) {
      throw new UsageException(
          "'" + value + "' does not name partitions; write the topic, or as orders:0,1");
    }
  }

  /**
   * The partitions that the values name.
   *
   * @throws ClientException if one is not there
   */
  SortedSet<TopicPartition> partitions(ExistingPartitions existing) {
    SortedSet<TopicPartition> chosen = new TreeSet<>();
    for (Scope scope : scopes()) {
      List<TopicPartition> there = existing.of(scope.topic());
      if (there.isEmpty()) {
        throw new ClientException("there is no topic '" + scope.topic() + "'");
      }
      chosen.addAll(scope.partitions().isEmpty() ? there : some(scope, there));
    }
    return chosen;
  }

  private static List<TopicPartition> some(Scope scope, List<TopicPartition> there) {
    List<TopicPartition> some =
        scope.partitions().stream()
            .map(partition -> new TopicPartition(scope.topic(), partition))
            .toList();
    some.stream()
        .filter(partition -> !there.contains(partition))
        .findFirst()
        .ifPresent(
            missing -> {
              throw new ClientException("The partitions \"" + missing + "\" do not exist");
            });
    return some;
  }
}
