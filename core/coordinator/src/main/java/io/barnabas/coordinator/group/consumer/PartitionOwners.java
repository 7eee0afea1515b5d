package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.runtime.TrackedMap;
import io.barnabas.coordinator.runtime.UndoLog;
import io.barnabas.protocol.primitive.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Who has each partition, or has yet to give it up: nobody else may get it meanwhile. To be used on
 * one shard.
 */
final class PartitionOwners {
  private record Partition(Uuid topicId, int number) {}

  private final TrackedMap<Partition, String> owners;

  PartitionOwners(UndoLog undoLog) {
    owners = new TrackedMap<>(undoLog);
  }

  @Nullable String ownerOf(Uuid topicId, int partition) {
    return owners.get(new Partition(topicId, partition));
  }

  /** A member has other partitions than before. */
  void move(String memberId, CurrentAssignment before, CurrentAssignment after) {
    release(memberId, before.assigned(), after);
    release(memberId, before.pendingRevocation(), after);
    take(memberId, after.assigned());
    take(memberId, after.pendingRevocation());
  }

  private void take(String memberId, OwnedPartitions partitions) {
    partitions.forEach(
        (topicId, number, epoch) -> {
          Partition partition = new Partition(topicId, number);
          if (!memberId.equals(owners.get(partition))) {
            owners.put(partition, memberId);
          }
        });
  }

  /** In a compacted log another may have taken over before: then it is the other's. */
  private void release(String memberId, OwnedPartitions partitions, CurrentAssignment kept) {
    partitions.forEach(
        (topicId, number, epoch) -> {
          Partition partition = new Partition(topicId, number);
          if (!has(kept, partition) && memberId.equals(owners.get(partition))) {
            owners.remove(partition);
          }
        });
  }

  private static boolean has(CurrentAssignment current, Partition partition) {
    return current.assigned().contains(partition.topicId(), partition.number())
        || current.pendingRevocation().contains(partition.topicId(), partition.number());
  }
}
