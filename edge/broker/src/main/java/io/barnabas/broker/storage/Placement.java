package io.barnabas.broker.storage;

import io.barnabas.log.LogDirectory;
import io.barnabas.log.TopicPartition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which directories have a folder of which partition: one, if nothing went wrong. */
final class Placement {
  private final Map<TopicPartition, List<LogDirectory>> directoriesOf = new HashMap<>();
  private final Map<LogDirectory, Integer> partitionCounts = new HashMap<>();

  void add(TopicPartition partition, LogDirectory directory) {
    List<LogDirectory> before = directoriesOf.get(partition);
    if (before == null) {
      directoriesOf.put(partition, List.of(directory));
    } else {
      List<LogDirectory> both = new ArrayList<>(before);
      both.add(directory);
      directoriesOf.put(partition, List.copyOf(both));
    }
    partitionCounts.merge(directory, 1, Integer::sum);
  }

  void remove(TopicPartition partition, LogDirectory directory) {
    List<LogDirectory> before = directoriesOf.getOrDefault(partition, List.of());
    List<LogDirectory> rest = before.stream().filter(other -> other != directory).toList();
    if (rest.isEmpty()) {
      directoriesOf.remove(partition);
    } else {
      directoriesOf.put(partition, rest);
    }
    partitionCounts.merge(directory, rest.size() - before.size(), Integer::sum);
  }

  /** In the order of {@code log.dirs}; empty for a partition that has no folder. */
  List<LogDirectory> directoriesOf(TopicPartition partition) {
    return directoriesOf.getOrDefault(partition, List.of());
  }

  int count(LogDirectory directory) {
    return partitionCounts.getOrDefault(directory, 0);
  }

  Collection<TopicPartition> in(LogDirectory directory) {
    return directoriesOf.entrySet().stream()
        .filter(entry -> entry.getValue().contains(directory))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The partitions that have more than one folder. */
  List<TopicPartition> duplicated() {
    return directoriesOf.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1)
        .map(Map.Entry::getKey)
        .toList();
  }
}
