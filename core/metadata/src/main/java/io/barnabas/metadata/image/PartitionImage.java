package io.barnabas.metadata.image;

import io.barnabas.protocol.metadata.PartitionChangeRecord;
import io.barnabas.protocol.metadata.PartitionRecord;
import io.barnabas.protocol.primitive.Uuid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One partition.
 *
 * @param leader {@link #NO_LEADER} where there is none
 * @param leaderEpoch goes up whenever the leader changes
 * @param partitionEpoch goes up whenever anything here changes
 * @param leaderRecoveryState 0 recovered, 1 recovering after an unclean election (KIP-704)
 */
public record PartitionImage(
    ReplicaSet replicaSet,
    int leader,
    int leaderEpoch,
    int partitionEpoch,
    byte leaderRecoveryState) {
  public static final int NO_LEADER = -1;
  private static final int NO_LEADER_CHANGE = -2;
  private static final byte NO_RECOVERY_CHANGE = -1;

  /** All replicas, the preferred leader first. */
  public List<Integer> replicas() {
    return replicaSet.replicas();
  }

  /** The replicas in sync. */
  public List<Integer> isr() {
    return replicaSet.isr();
  }

  static PartitionImage of(PartitionRecord record) {
    return new PartitionImage(
        new ReplicaSet(
            record.replicas(),
            record.isr(),
            record.addingReplicas(),
            record.removingReplicas(),
            record.directories(),
            orElse(record.eligibleLeaderReplicas(), List.of()),
            orElse(record.lastKnownElr(), List.of())),
        record.leader(),
        record.leaderEpoch(),
        record.partitionEpoch(),
        record.leaderRecoveryState());
  }

  /** The state after a change; null fields and special numbers of the record mean no change. */
  PartitionImage changedBy(PartitionChangeRecord record) {
    boolean hasLeader = record.leader() != NO_LEADER_CHANGE;
    boolean hasRecovery = record.leaderRecoveryState() != NO_RECOVERY_CHANGE;
    return new PartitionImage(
        new ReplicaSet(
            orElse(record.replicas(), replicas()),
            orElse(record.isr(), isr()),
            orElse(record.addingReplicas(), replicaSet.adding()),
            orElse(record.removingReplicas(), replicaSet.removing()),
            orElse(record.directories(), replicaSet.directories()),
            orElse(record.eligibleLeaderReplicas(), replicaSet.eligibleLeaders()),
            orElse(record.lastKnownElr(), replicaSet.lastKnownLeaders())),
        hasLeader ? record.leader() : leader,
        hasLeader ? leaderEpoch + 1 : leaderEpoch,
        partitionEpoch + 1,
        hasRecovery ? record.leaderRecoveryState() : leaderRecoveryState);
  }

  PartitionImage withoutEligibleLeaders() {
    ReplicaSet cleared =
        new ReplicaSet(
            replicas(),
            isr(),
            replicaSet.adding(),
            replicaSet.removing(),
            replicaSet.directories(),
            List.of(),
            List.of());
    return new PartitionImage(
        cleared, leader, leaderEpoch, partitionEpoch + 1, leaderRecoveryState);
  }

  /** The record that gives exactly this state. */
  PartitionRecord toRecord(Uuid topicId, int partition) {
    return new PartitionRecord()
        .topicId(topicId)
        .partitionId(partition)
        .replicas(replicas())
        .isr(isr())
        .addingReplicas(replicaSet.adding())
        .removingReplicas(replicaSet.removing())
        .directories(replicaSet.directories())
        .eligibleLeaderReplicas(nullIfEmpty(replicaSet.eligibleLeaders()))
        .lastKnownElr(nullIfEmpty(replicaSet.lastKnownLeaders()))
        .leader(leader)
        .leaderEpoch(leaderEpoch)
        .partitionEpoch(partitionEpoch)
        .leaderRecoveryState(leaderRecoveryState);
  }

  private static <T> List<T> orElse(@Nullable List<T> given, List<T> current) {
    return given != null ? given : current;
  }

  private static @Nullable List<Integer> nullIfEmpty(List<Integer> list) {
    return list.isEmpty() ? null : list;
  }
}
