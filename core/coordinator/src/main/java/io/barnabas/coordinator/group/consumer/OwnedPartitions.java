package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.group.assignor.Assignment;
import io.barnabas.protocol.primitive.Uuid;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Partitions that a member owns, each with the epoch it was given in (KIP-1251). Immutable, and
 * always iterated over in the same order.
 *
 * @param topics by topic id, the epochs by partition; no topic is without partitions
 */
public record OwnedPartitions(SortedMap<Uuid, SortedMap<Integer, Integer>> topics) {
  public static final OwnedPartitions NONE = new OwnedPartitions(Collections.emptySortedMap());

  public boolean isEmpty() {
    return topics.isEmpty();
  }

  public boolean contains(Uuid topicId, int partition) {
    return epochOf(topicId, partition) != null;
  }

  /** The epoch that a partition was given in; null when it is not owned. */
  public @Nullable Integer epochOf(Uuid topicId, int partition) {
    SortedMap<Integer, Integer> epochs = topics.get(topicId);
    return epochs == null ? null : epochs.get(partition);
  }

  /** The partitions of a topic; empty when there are none. */
  public Set<Integer> partitions(Uuid topicId) {
    SortedMap<Integer, Integer> epochs = topics.get(topicId);
    return epochs == null ? Collections.emptySortedSet() : epochs.keySet();
  }

  public boolean containsAll(Assignment others) {
    for (Uuid topicId : others.topics().keySet()) {
      if (!partitions(topicId).containsAll(others.partitions(topicId))) {
        return false;
      }
    }
    return true;
  }

  public boolean containsAny(Assignment others) {
    for (Uuid topicId : others.topics().keySet()) {
      if (!Collections.disjoint(partitions(topicId), others.partitions(topicId))) {
        return true;
      }
    }
    return false;
  }

  /** The partitions without their epochs. */
  public Assignment toAssignment() {
    Assignment.Builder assignment = Assignment.builder();
    forEach((topicId, partition, epoch) -> assignment.add(topicId, partition));
    return assignment.build();
  }

  /** The same partitions as if they had been given in this epoch. */
  public OwnedPartitions since(int epoch) {
    Builder owned = new Builder();
    forEach((topicId, partition, before) -> owned.add(topicId, partition, epoch));
    return owned.build();
  }

  /** These, without those of topics that are not among the given ones. */
  public OwnedPartitions ofTopics(Collection<Uuid> topicIds) {
    return filter(topicIds::contains);
  }

  /** These, without those of the given topics. */
  public OwnedPartitions notOfTopics(Collection<Uuid> topicIds) {
    return filter(id -> !topicIds.contains(id));
  }

  /** These and those. */
  public OwnedPartitions and(OwnedPartitions others) {
    Builder owned = new Builder();
    forEach(owned::add);
    others.forEach(owned::add);
    return owned.build();
  }

  private OwnedPartitions filter(Predicate<Uuid> wanted) {
    Builder owned = new Builder();
    forEach(
        (topicId, partition, epoch) -> {
          if (wanted.test(topicId)) {
            owned.add(topicId, partition, epoch);
          }
        });
    return owned.build();
  }

  /** Tells each partition, by topic id and number. */
  public void forEach(Each each) {
    topics.forEach((id, epochs) -> epochs.forEach((p, epoch) -> each.accept(id, p, epoch)));
  }

  /** Hears of each partition. */
  public interface Each {
    void accept(Uuid topicId, int partition, int epoch);
  }

  /** Gathers partitions in any order. */
  public static final class Builder {
    private final SortedMap<Uuid, SortedMap<Integer, Integer>> topics = new TreeMap<>();

    public void add(Uuid topicId, int partition, int epoch) {
      topics.computeIfAbsent(topicId, id -> new TreeMap<>()).put(partition, epoch);
    }

    public boolean isEmpty() {
      return topics.isEmpty();
    }

    /** What has been gathered; to be called once, and nothing added any more. */
    public OwnedPartitions build() {
      if (topics.isEmpty()) {
        return NONE;
      }
      topics.replaceAll((id, epochs) -> Collections.unmodifiableSortedMap(epochs));
      return new OwnedPartitions(Collections.unmodifiableSortedMap(topics));
    }
  }
}
