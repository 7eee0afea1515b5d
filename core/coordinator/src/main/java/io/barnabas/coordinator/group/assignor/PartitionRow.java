package io.barnabas.coordinator.group.assignor;

import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.group.TopicCatalog.Topic;
import io.barnabas.protocol.primitive.Uuid;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The partitions of all topics that a group subscribes to, one after the other in the order of
 * topic ids. Assignors count with their places in this row instead of looking ids up.
 */
final class PartitionRow {
  static final int NO_PLACE = -1;

  private final List<Uuid> topicIds;
  private final Map<Uuid, Integer> topicIndexes;

  /** Where each topic begins; the last entry is the length of the row. */
  private final int[] starts;

  private PartitionRow(List<Uuid> topicIds, TopicCatalog catalog) {
    this.topicIds = topicIds;
    this.topicIndexes = HashMap.newHashMap(topicIds.size());
    this.starts = new int[topicIds.size() + 1];
    for (int topic = 0; topic < topicIds.size(); topic++) {
      topicIndexes.put(topicIds.get(topic), topic);
      Topic found = catalog.find(topicIds.get(topic));
      starts[topic + 1] = starts[topic] + (found == null ? 0 : found.partitionCount());
    }
  }

  static PartitionRow of(GroupSpec spec, TopicCatalog catalog) {
    return new PartitionRow(List.copyOf(topicsOf(spec)), catalog);
  }

  private static SortedSet<Uuid> topicsOf(GroupSpec spec) {
    if (spec.homogeneous()) {
      return spec.members().firstEntry().getValue().subscribedTopicIds();
    }
    SortedSet<Uuid> topics = new TreeSet<>();
    Set<Set<Uuid>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (MemberSpec member : spec.members().values()) {
      if (seen.add(member.subscribedTopicIds())) {
        topics.addAll(member.subscribedTopicIds());
      }
    }
    return topics;
  }

  int size() {
    return starts[topicIds.size()];
  }

  int topicCount() {
    return topicIds.size();
  }

  Uuid topicId(int topic) {
    return topicIds.get(topic);
  }

  /** The index of a topic that is in the row. */
  int topicIndex(Uuid topicId) {
    return Objects.requireNonNull(topicIndexes.get(topicId));
  }

  int start(int topic) {
    return starts[topic];
  }

  int end(int topic) {
    return starts[topic + 1];
  }

  int partitionCount(int topic) {
    return end(topic) - start(topic);
  }

  /** The place of a partition, or {@link #NO_PLACE} if there is none of that topic and number. */
  int place(Uuid topicId, int partition) {
    Integer topic = topicIndexes.get(topicId);
    if (topic == null || partition < 0 || partition >= partitionCount(topic)) {
      return NO_PLACE;
    }
    return starts[topic] + partition;
  }
}
