package io.barnabas.cli.groups;

import io.barnabas.client.Cluster;
import io.barnabas.client.TopicPartition;
import io.barnabas.client.admin.ListedOffset;
import io.barnabas.client.admin.OffsetLookup;
import io.barnabas.client.admin.OffsetSpec;
import io.barnabas.client.metadata.PartitionLeaders;
import io.barnabas.client.metadata.PartitionView;
import io.barnabas.client.metadata.TopicView;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which partitions there are, and their offsets; what is not there is left out. */
final class ExistingPartitions {
  private final Cluster cluster;
  private final OffsetLookup lookup;

  ExistingPartitions(Cluster cluster) {
    this.cluster = cluster;
    this.lookup = new OffsetLookup(cluster, new PartitionLeaders(cluster, false));
  }

  /** All partitions of a topic; none if it is not there. */
  List<TopicPartition> of(String topic) {
    TopicView view = cluster.describeTopics(List.of(topic), false).topic(topic);
    return view == null ? List.of() : partitionsOf(view);
  }

  private static List<TopicPartition> partitionsOf(TopicView topic) {
    return topic.partitions().stream()
        .map(partition -> new TopicPartition(topic.name(), partition.index()))
        .toList();
  }

  /** An offset of each partition that is there and has a leader. */
  Map<TopicPartition, ListedOffset> find(
      Collection<TopicPartition> partitions, OffsetSpec specification) {
    List<TopicPartition> readable = readable(partitions);
    return readable.isEmpty()
        ? Map.of()
        : lookup.find(
            readable.stream().collect(Collectors.toMap(Function.identity(), _ -> specification)),
            false);
  }

  private List<TopicPartition> readable(Collection<TopicPartition> partitions) {
    List<String> topics = partitions.stream().map(TopicPartition::topic).distinct().toList();
    if (topics.isEmpty()) {
      return List.of();
    }
    Map<String, TopicView> views = cluster.describeTopics(topics, false).topics();
    return partitions.stream().filter(one -> hasLeader(views.get(one.topic()), one)).toList();
  }

  private static boolean hasLeader(@Nullable TopicView topic, TopicPartition partition) {
    return topic != null
        && topic.partitions().stream()
            .filter(view -> view.index() == partition.partition())
            .anyMatch(PartitionView::hasLeader);
  }
}
