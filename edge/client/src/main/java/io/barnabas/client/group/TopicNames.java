package io.barnabas.client.group;

import io.barnabas.client.Cluster;
import io.barnabas.client.TopicPartition;
import io.barnabas.client.metadata.TopicView;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatRequest;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatResponse;
import io.barnabas.protocol.primitive.Uuid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Names of topics by id and back, for a protocol that goes by ids. */
final class TopicNames {
  private final Cluster cluster;
  private final Map<Uuid, String> names = new HashMap<>();
  private final Map<String, Uuid> ids = new HashMap<>();

  TopicNames(Cluster cluster) {
    this.cluster = cluster;
  }

  /** The partitions of an assignment; those of topics that nobody knows by now are left out. */
  Set<TopicPartition> named(Collection<ConsumerGroupHeartbeatResponse.TopicPartitions> assignment) {
    if (!knowsAll(assignment)) {
      learn();
    }
    Set<TopicPartition> partitions = new TreeSet<>();
    for (ConsumerGroupHeartbeatResponse.TopicPartitions topic : assignment) {
      String name = names.get(topic.topicId());
      if (name != null) {
        topic.partitions().forEach(index -> partitions.add(new TopicPartition(name, index)));
      }
    }
    return partitions;
  }

  boolean knowsAll(Collection<ConsumerGroupHeartbeatResponse.TopicPartitions> assignment) {
    return assignment.stream().allMatch(topic -> names.containsKey(topic.topicId()));
  }

  private void learn() {
    for (TopicView topic : cluster.describeAllTopics().allTopics()) {
      names.put(topic.id(), topic.name());
      ids.put(topic.name(), topic.id());
    }
  }

  /** Partitions that {@link #named} has named, as a member tells of them. */
  List<ConsumerGroupHeartbeatRequest.TopicPartitions> withIds(
      Collection<TopicPartition> partitions) {
    Map<String, List<Integer>> byTopic = new TreeMap<>();
    partitions.forEach(
        one -> byTopic.computeIfAbsent(one.topic(), _ -> new ArrayList<>()).add(one.partition()));
    return byTopic.entrySet().stream()
        .map(
            topic ->
                new ConsumerGroupHeartbeatRequest.TopicPartitions()
                    .topicId(ids.getOrDefault(topic.getKey(), Uuid.ZERO))
                    .partitions(topic.getValue()))
        .toList();
  }
}
