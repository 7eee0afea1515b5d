package io.barnabas.cli.topics;

import io.barnabas.client.Cluster;
import io.barnabas.client.ServerErrorException;
import io.barnabas.client.admin.ConfigAdmin;
import io.barnabas.client.admin.ConfigEntry;
import io.barnabas.client.admin.TopicDescriber;
import io.barnabas.client.metadata.PartitionView;
import io.barnabas.client.metadata.TopicView;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** Describes topics: all their partitions, or those that need attention. */
final class TopicDescription {
  private static final String MIN_ISR = "min.insync.replicas";

  private final Cluster cluster;
  private final DescribeOptions options;
  private final TopicTable table;

  TopicDescription(Cluster cluster, DescribeOptions options, PrintStream out) {
    this.cluster = cluster;
    this.options = options;
    this.table = new TopicTable(out);
  }

  void print(List<String> names) {
    List<TopicView> topics =
        new TopicDescriber(cluster).describe(names, options.partitionsPerAnswer);
    Map<String, List<ConfigEntry>> configs = new ConfigAdmin(cluster).describeTopics(names);
    for (TopicView topic : topics) {
      ServerErrorException.check(topic.error().code(), null);
      print(topic, configs.getOrDefault(topic.name(), List.of()));
    }
  }

  private void print(TopicView topic, List<ConfigEntry> configs) {
    if (options.withOverrides) {
      if (TopicTable.hasOverrides(configs)) {
        table.printTopic(topic, configs);
      }
      return;
    }
    if (!options.asksForSomePartitionsOnly()) {
      table.printTopic(topic, configs);
    }
    int minIsr = minIsr(configs);
    topic.partitions().stream()
        .filter(partition -> isAskedFor(partition, minIsr))
        .forEach(partition -> table.printPartition(topic, partition));
  }

  private boolean isAskedFor(PartitionView partition, int minIsr) {
    int inSync = partition.inSyncReplicas().size();
    return !options.asksForSomePartitionsOnly()
        || (options.underReplicated && inSync < partition.replicas().size())
        || (options.unavailable && !partition.hasLeader())
        || (options.underMinIsr && inSync < minIsr)
        || (options.atMinIsr && inSync == minIsr);
  }

  private static int minIsr(List<ConfigEntry> configs) {
    return configs.stream()
        .filter(config -> config.name().equals(MIN_ISR))
        .map(ConfigEntry::value)
        .mapToInt(value -> value == null ? 1 : Integer.parseInt(value))
        .findFirst()
        .orElse(1);
  }
}
