package io.barnabas.metadata.controller;

import io.barnabas.environment.Randomness;
import io.barnabas.metadata.config.BrokerConfig;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.CreateTopicsRequest.CreatableReplicaAssignment;
import io.barnabas.protocol.message.CreateTopicsRequest.CreatableTopic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The replicas of a new topic: those the user chose, or as many as the user asked for. */
final class TopicAssignment {
  private static final int DEFAULT = -1;

  private final BrokerConfig broker;
  private final ReplicaPlacer placer;

  TopicAssignment(BrokerConfig broker, Randomness randomness) {
    this.broker = broker;
    this.placer = new ReplicaPlacer(randomness);
  }

  /**
   * The brokers of each partition, the preferred leader first.
   *
   * @throws RefusedException where what was asked for can't be
   */
  List<List<Integer>> of(ClusterImage image, CreatableTopic topic) {
    if (!topic.assignments().isEmpty()) {
      return manualAssignment(image, topic);
    }
    int partitions =
        topic.numPartitions() == DEFAULT ? broker.numPartitions() : topic.numPartitions();
    if (partitions <= 0) {
      throw new RefusedException(
          ErrorCode.INVALID_PARTITIONS,
          "Number of partitions was set to an invalid non-positive value.");
    }
    int factor =
        topic.replicationFactor() == DEFAULT
            ? broker.defaultReplicationFactor()
            : topic.replicationFactor();
    if (factor <= 0) {
      throw new RefusedException(
          ErrorCode.INVALID_REPLICATION_FACTOR,
          "Replication factor was set to an invalid non-positive value.");
    }
    return placer.place(image, partitions, factor);
  }

  private static List<List<Integer>> manualAssignment(ClusterImage image, CreatableTopic topic) {
    if (topic.numPartitions() != DEFAULT || topic.replicationFactor() != DEFAULT) {
      throw new RefusedException(
          ErrorCode.INVALID_REQUEST,
          "A manual partition assignment was specified, but the number of partitions and the"
              + " replication factor were not both set to -1.");
    }
    List<CreatableReplicaAssignment> ordered = new ArrayList<>(topic.assignments());
    ordered.sort(Comparator.comparingInt(CreatableReplicaAssignment::partitionIndex));
    int factor = ordered.getFirst().brokerIds().size();
    List<List<Integer>> assignment = new ArrayList<>();
    for (CreatableReplicaAssignment partition : ordered) {
      if (partition.partitionIndex() != assignment.size()) {
        throw ReplicaPlacer.invalid("partitions should be a consecutive 0-based integer sequence.");
      }
      ReplicaPlacer.checkManual(image, partition.brokerIds(), factor);
      assignment.add(partition.brokerIds());
    }
    return assignment;
  }
}
