package io.barnabas.metadata.controller;

import io.barnabas.environment.Randomness;
import io.barnabas.metadata.image.BrokerRegistration;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Decides which brokers get the replicas of new partitions. */
final class ReplicaPlacer {
  private final Randomness randomness;

  ReplicaPlacer(Randomness randomness) {
    this.randomness = randomness;
  }

  /**
   * Spreads partitions over the brokers that are alive: leaders in turn from a random start,
   * followers on the brokers behind, with a shift that grows by each round (as Kafka did from the
   * beginning).
   */
  List<List<Integer>> place(ClusterImage image, int partitions, int replicationFactor) {
    List<Integer> brokers = new ArrayList<>();
    for (BrokerRegistration broker : image.brokers().values()) {
      if (isAlive(broker)) {
        brokers.add(broker.id());
      }
    }
    if (replicationFactor > brokers.size()) {
      throw new RefusedException(
          ErrorCode.INVALID_REPLICATION_FACTOR,
          "Unable to replicate the partition "
              + replicationFactor
              + " time(s): The target replication factor of "
              + replicationFactor
              + " cannot be reached because only "
              + brokers.size()
              + " broker(s) are registered.");
    }
    int start = randomness.nextInt(brokers.size());
    List<List<Integer>> assignment = new ArrayList<>(partitions);
    for (int partition = 0; partition < partitions; partition++) {
      assignment.add(replicas(brokers, start + partition, replicationFactor));
    }
    return assignment;
  }

  private static List<Integer> replicas(List<Integer> brokers, int leader, int replicationFactor) {
    int count = brokers.size();
    List<Integer> replicas = new ArrayList<>(replicationFactor);
    replicas.add(brokers.get(leader % count));
    for (int follower = 0; follower < replicationFactor - 1; follower++) {
      int shift = 1 + (leader / count + follower) % (count - 1);
      replicas.add(brokers.get((leader + shift) % count));
    }
    return List.copyOf(replicas);
  }

  /** Checks the replicas a user chose for one partition. */
  static void checkManual(ClusterImage image, List<Integer> replicas, int expectedFactor) {
    if (replicas.isEmpty()) {
      throw invalid("The manual partition assignment includes an empty replica list.");
    }
    for (int broker : replicas) {
      if (!image.brokers().containsKey(broker)) {
        throw invalid(
            "The manual partition assignment includes broker "
                + broker
                + ", but no such broker is registered.");
      }
    }
    if (new HashSet<>(replicas).size() < replicas.size()) {
      throw invalid("The manual partition assignment includes a broker more than once.");
    }
    if (replicas.size() != expectedFactor) {
      throw invalid(
          "The manual partition assignment includes a partition with "
              + replicas.size()
              + " replica(s), but this is not consistent with previous partitions, which have "
              + expectedFactor
              + " replica(s).");
    }
  }

  static boolean isAlive(BrokerRegistration broker) {
    return !broker.isFenced() && !broker.isInControlledShutdown();
  }

  static RefusedException invalid(String message) {
    return new RefusedException(ErrorCode.INVALID_REPLICA_ASSIGNMENT, message);
  }
}
