package io.barnabas.client.admin;

import java.util.List;
import java.util.Map;

/**
 * A topic to create.
 *
 * @param partitions -1 for the cluster's default, and with an assignment
 * @param replicationFactor -1 for the cluster's default, and with an assignment
 * @param assignment for each partition the brokers of its replicas, the preferred leader first;
 *     empty to leave it to the cluster
 * @param configs what differs from the defaults
 */
public record NewTopic(
    String name,
    int partitions,
    short replicationFactor,
    List<List<Integer>> assignment,
    Map<String, String> configs) {

  public static NewTopic of(String name, int partitions, int replicationFactor) {
    return new NewTopic(name, partitions, (short) replicationFactor, List.of(), Map.of());
  }
}
