package io.barnabas.cli.topics;

import io.barnabas.cli.UsageException;
import java.util.Arrays;
import java.util.List;

/** Reads which brokers are to have which partition: {@code 1:2,2:1} is two partitions. */
final class ReplicaAssignment {
  private ReplicaAssignment() {}

  /**
   * The brokers of each partition, the preferred leader first.
   *
   * @throws UsageException if it is not well formed or a partition has a broker twice
   */
  static List<List<Integer>> parse(String assignment) {
    List<List<Integer>> partitions =
        Arrays.stream(assignment.split(",", -1)).map(ReplicaAssignment::parsePartition).toList();
    int replicas = partitions.getFirst().size();
    for (int i = 0; i < partitions.size(); i++) {
      if (partitions.get(i).size() != replicas) {
        throw new UsageException(
            "Partition " + i + " has different replication factor: " + partitions.get(i));
      }
    }
    return partitions;
  }

  private static List<Integer> parsePartition(String brokers) {
    try {
      List<Integer> ids =
          Arrays.stream(brokers.split(":", -1)).map(String::strip).map(Integer::valueOf).toList();
      if (ids.stream().distinct().count() != ids.size()) {
        throw new UsageException("a partition can't have a broker twice: " + brokers);
      }
      return ids;
    } catch (NumberFormatException e) {
      throw new UsageException(
          "'" + brokers + "' is not a list of broker ids; write as 1:2,2:1 for two partitions");
    }
  }
}
