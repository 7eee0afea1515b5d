package io.barnabas.metadata.image;

import io.barnabas.protocol.metadata.PartitionChangeRecord;
import io.barnabas.protocol.metadata.PartitionRecord;
import io.barnabas.protocol.primitive.Uuid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** One topic that is being changed. */
public final class TopicDelta {
  private final String name;
  private final Uuid id;
  private final boolean isNew;
  private final List<PartitionImage> partitions;
  private final TreeSet<Integer> changed = new TreeSet<>();

  TopicDelta(String name, Uuid id) {
    this.name = name;
    this.id = id;
    this.isNew = true;
    this.partitions = new ArrayList<>();
  }

  TopicDelta(TopicImage before) {
    this.name = before.name();
    this.id = before.id();
    this.isNew = false;
    this.partitions = new ArrayList<>(before.partitions());
  }

  /** Whether the topic was not there before. */
  public boolean isNew() {
    return isNew;
  }

  public String name() {
    return name;
  }

  public Uuid id() {
    return id;
  }

  /** The numbers of the partitions that are new or changed, in ascending order. */
  public SortedSet<Integer> changedPartitions() {
    return Collections.unmodifiableSortedSet(changed);
  }

  void replay(PartitionRecord record) {
    int partition = record.partitionId();
    PartitionImage image = PartitionImage.of(record);
    if (partition == partitions.size()) {
      partitions.add(image);
    } else {
      requireKnown(partition);
      partitions.set(partition, image);
    }
    changed.add(partition);
  }

  void replay(PartitionChangeRecord record) {
    int partition = record.partitionId();
    requireKnown(partition);
    partitions.set(partition, partitions.get(partition).changedBy(record));
    changed.add(partition);
  }

  void clearEligibleLeaders() {
    for (int partition = 0; partition < partitions.size(); partition++) {
      ReplicaSet replicas = partitions.get(partition).replicaSet();
      if (!replicas.eligibleLeaders().isEmpty() || !replicas.lastKnownLeaders().isEmpty()) {
        partitions.set(partition, partitions.get(partition).withoutEligibleLeaders());
        changed.add(partition);
      }
    }
  }

  private void requireKnown(int partition) {
    if (partition < 0 || partition >= partitions.size()) {
      throw new MetadataReplayException(
          "Topic " + name + " has no partition " + partition + " for a record to change");
    }
  }

  TopicImage apply() {
    return new TopicImage(name, id, partitions);
  }
}
