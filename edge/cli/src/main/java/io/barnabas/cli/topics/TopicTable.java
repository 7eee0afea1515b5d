package io.barnabas.cli.topics;

import io.barnabas.client.admin.ConfigEntry;
import io.barnabas.client.admin.ConfigSource;
import io.barnabas.client.metadata.PartitionView;
import io.barnabas.client.metadata.TopicView;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Prints descriptions of topics, in the layout of Kafka's tool: a line for the topic, then a line
 * for each partition, with tabs between the fields. Scripts parse it.
 */
final class TopicTable {
  private final PrintStream out;

  TopicTable(PrintStream out) {
    this.out = out;
  }

  void printTopic(TopicView topic, List<ConfigEntry> configs) {
    out.println(
        "Topic: "
            + topic.name()
            + "\tTopicId: "
            + topic.id()
            + "\tPartitionCount: "
            + topic.partitions().size()
            + "\tReplicationFactor: "
            + (topic.partitions().isEmpty() ? 0 : topic.partitions().getFirst().replicas().size())
            + "\tConfigs: "
            + overrides(configs));
  }

  void printPartition(TopicView topic, PartitionView partition) {
    out.println(
        "\tTopic: "
            + topic.name()
            + "\tPartition: "
            + partition.index()
            + "\tLeader: "
            + (partition.hasLeader() ? partition.leaderId() : "none")
            + "\tReplicas: "
            + joined(partition.replicas())
            + "\tIsr: "
            + joined(partition.inSyncReplicas())
            + "\tElr: "
            + joinedIfTold(partition.eligibleLeaderReplicas())
            + "\tLastKnownElr: "
            + joinedIfTold(partition.lastKnownEligibleLeaderReplicas()));
  }

  static boolean hasOverrides(List<ConfigEntry> configs) {
    return configs.stream().anyMatch(TopicTable::isOverride);
  }

  /** In the order in which Kafka's tool prints them, that of its hash map. */
  private static String overrides(List<ConfigEntry> configs) {
    Map<String, ConfigEntry> byHash = new HashMap<>();
    configs.forEach(config -> byHash.put(config.name(), config));
    return byHash.values().stream()
        .filter(TopicTable::isOverride)
        .map(config -> config.name() + "=" + config.value())
        .collect(Collectors.joining(","));
  }

  private static boolean isOverride(ConfigEntry config) {
    return config.source() != ConfigSource.DEFAULT_CONFIG;
  }

  private static String joinedIfTold(@Nullable List<Integer> ids) {
    return ids == null ? "N/A" : joined(ids);
  }

  private static String joined(List<Integer> ids) {
    return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
