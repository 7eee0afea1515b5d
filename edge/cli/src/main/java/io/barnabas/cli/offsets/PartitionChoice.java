package io.barnabas.cli.offsets;

import io.barnabas.client.TopicPartition;
import io.barnabas.client.metadata.PartitionView;
import io.barnabas.client.metadata.TopicView;
import java.util.Collection;
import java.util.List;

/**
 * Chooses partitions.
 *
 * @param patterns one of which a partition has to match
 */
record PartitionChoice(List<PartitionPattern> patterns, boolean excludesInternal) {
  List<TopicPartition> of(Collection<TopicView> topics) {
    return topics.stream()
        .filter(topic -> !(excludesInternal && topic.internal()))
        .flatMap(topic -> topic.partitions().stream().map(partition -> named(topic, partition)))
        .filter(partition -> patterns.stream().anyMatch(pattern -> pattern.matches(partition)))
        .toList();
  }

  private static TopicPartition named(TopicView topic, PartitionView partition) {
    return new TopicPartition(topic.name(), partition.index());
  }
}
