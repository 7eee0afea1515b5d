package io.barnabas.coordinator.group.offset;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The offsets of one group, by topic and partition. */
final class GroupOffsets {
  /** The offsets of a group in one topic. */
  record OfTopic(String topic, PartitionOffsets partitions) {}

  private final Map<String, OfTopic> byTopic = new HashMap<>(4);

  boolean isEmpty() {
    return byTopic.isEmpty();
  }

  /** A view; not to be iterated over while offsets come and go. */
  Collection<OfTopic> topics() {
    return byTopic.values();
  }

  @Nullable PartitionOffsets find(String topic) {
    OfTopic found = byTopic.get(topic);
    return found == null ? null : found.partitions();
  }

  @Nullable CommittedOffset find(String topic, int partition) {
    PartitionOffsets partitions = find(topic);
    return partitions == null ? null : partitions.find(partition);
  }

  /** Returns what was there before. */
  @Nullable CommittedOffset put(
      String topic, int partition, CommittedOffset offset, TopicNames names) {
    OfTopic found = byTopic.get(topic);
    if (found == null) {
      found = new OfTopic(names.use(topic), new PartitionOffsets());
      byTopic.put(found.topic(), found);
    }
    return found.partitions().put(partition, names.shareId(topic, offset));
  }

  /** Returns what was there before. */
  @Nullable CommittedOffset remove(String topic, int partition, TopicNames names) {
    PartitionOffsets partitions = find(topic);
    if (partitions == null) {
      return null;
    }
    CommittedOffset before = partitions.remove(partition);
    if (partitions.size() == 0) {
      byTopic.remove(topic);
      names.leave(topic);
    }
    return before;
  }
}
