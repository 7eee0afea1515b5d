package io.barnabas.metadata.controller;

import io.barnabas.metadata.image.BrokerRegistration;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.ReplicaSet;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.metadata.PartitionRecord;
import io.barnabas.protocol.primitive.Uuid;
import java.util.ArrayList;
import java.util.List;

/** Makes the records of new partitions from the brokers chosen for them. */
final class NewPartitions {
  /** A folder that the broker chooses itself (KIP-858). */
  private static final Uuid UNASSIGNED_DIRECTORY = new Uuid(0, 0);

  private NewPartitions() {}

  /**
   * Makes one record for each list of brokers.
   *
   * @param firstPartition the number of the first of them
   * @throws RefusedException where no replica of a partition is alive
   */
  static List<Message> records(
      ClusterImage image, Uuid topicId, int firstPartition, List<List<Integer>> assignment) {
    List<Message> records = new ArrayList<>(assignment.size());
    for (List<Integer> replicas : assignment) {
      records.add(record(image, topicId, firstPartition + records.size(), replicas));
    }
    return records;
  }

  private static PartitionRecord record(
      ClusterImage image, Uuid topicId, int partition, List<Integer> replicas) {
    List<Integer> alive =
        replicas.stream().filter(id -> ReplicaPlacer.isAlive(registration(image, id))).toList();
    if (alive.isEmpty()) {
      throw ReplicaPlacer.invalid(
          "All brokers specified in the manual partition assignment for partition "
              + partition
              + " are fenced or in controlled shutdown.");
    }
    return new PartitionRecord()
        .topicId(topicId)
        .partitionId(partition)
        .replicas(replicas)
        .isr(alive)
        .leader(alive.getFirst())
        .leaderEpoch(0)
        .partitionEpoch(0)
        .directories(replicas.stream().map(id -> directory(registration(image, id))).toList());
  }

  private static Uuid directory(BrokerRegistration broker) {
    return switch (broker.logDirs().size()) {
      case 0 -> ReplicaSet.MIGRATING_DIRECTORY;
      case 1 -> broker.logDirs().getFirst();
      default -> UNASSIGNED_DIRECTORY;
    };
  }

  private static BrokerRegistration registration(ClusterImage image, int id) {
    BrokerRegistration broker = image.brokers().get(id);
    if (broker == null) {
      throw ReplicaPlacer.invalid("No broker " + id + " is registered.");
    }
    return broker;
  }
}
