package io.barnabas.coordinator.group.assignor;

import io.barnabas.protocol.primitive.Uuid;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Partitions of topics. Immutable, and always iterated over in the same order, so that the same
 * decision gives the same records.
 *
 * @param topics the partitions by the topic's id; no topic is without partitions
 */
public record Assignment(SortedMap<Uuid, SortedSet<Integer>> topics) {
  public static final Assignment EMPTY = new Assignment(Collections.emptySortedMap());

  /** A copy; topics without partitions are left out. */
  public static Assignment of(Map<Uuid, ? extends Set<Integer>> topics) {
    Builder builder = new Builder();
    topics.forEach((id, partitions) -> partitions.forEach(p -> builder.add(id, p)));
    return builder.build();
  }

  public static Builder builder() {
    return new Builder();
  }

  public boolean isEmpty() {
    return topics.isEmpty();
  }

  /** The partitions of a topic; empty when there are none. */
  public Set<Integer> partitions(Uuid topicId) {
    return topics.getOrDefault(topicId, Collections.emptySortedSet());
  }

  public boolean contains(Uuid topicId, int partition) {
    return partitions(topicId).contains(partition);
  }

  /** How many partitions there are, of all topics. */
  public int size() {
    int size = 0;
    for (Set<Integer> partitions : topics.values()) {
      size += partitions.size();
    }
    return size;
  }

  /** Gathers partitions in any order. */
  public static final class Builder {
    private final SortedMap<Uuid, SortedSet<Integer>> topics = new TreeMap<>();

    public Builder add(Uuid topicId, int partition) {
      topics.computeIfAbsent(topicId, id -> new TreeSet<>()).add(partition);
      return this;
    }

    /** What has been gathered; to be called once, and nothing added any more. */
    public Assignment build() {
      if (topics.isEmpty()) {
        return EMPTY;
      }
      topics.replaceAll((id, partitions) -> Collections.unmodifiableSortedSet(partitions));
      return new Assignment(Collections.unmodifiableSortedMap(topics));
    }
  }
}
