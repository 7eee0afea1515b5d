package io.barnabas.coordinator.group.offset;

import io.barnabas.coordinator.group.Group;
import io.barnabas.coordinator.group.OffsetsUnused;
import io.barnabas.environment.Clock;

/**
 * Removes offsets that nobody has used for the time of retention (KIP-211), and empty groups that
 * have no offset left.
 */
final class ExpiryRule implements Sweep.Rule {
  private final CommittedOffsets offsets;
  private final PendingOffsets pending;
  private final KnownGroups groups;
  private final Clock clock;
  private final long retentionMs;

  ExpiryRule(
      CommittedOffsets offsets,
      PendingOffsets pending,
      KnownGroups groups,
      Clock clock,
      long retentionMs) {
    this.offsets = offsets;
    this.pending = pending;
    this.groups = groups;
    this.clock = clock;
    this.retentionMs = retentionMs;
  }

  @Override
  public void collect(String groupId, Piece piece) {
    Group group = groups.find(groupId);
    piece.examined(1);
    if (group != null
        && collectExpired(group, piece)
        && group.isEmpty()
        && pending.ofGroup(groupId).isEmpty()) {
      piece.addAll(group.tombstones());
    }
  }

  /** Whether nothing is left of the group's offsets. */
  private boolean collectExpired(Group group, Piece piece) {
    GroupOffsets found = offsets.find(group.groupId());
    if (found == null) {
      return true;
    }
    boolean all = true;
    for (GroupOffsets.OfTopic topic : found.topics()) {
      all &= !group.isSubscribedTo(topic.topic()) && collectExpired(group, topic, piece);
    }
    return all;
  }

  private boolean collectExpired(Group group, GroupOffsets.OfTopic topic, Piece piece) {
    OffsetsUnused unused = group.offsetsUnused();
    PartitionOffsets partitions = topic.partitions();
    piece.examined(partitions.size());
    boolean all = true;
    for (int place = 0; place < partitions.size(); place++) {
      int partition = partitions.partitionAt(place);
      boolean expired =
          isExpired(partitions.offsetAt(place), unused)
              && !isPending(group, topic.topic(), partition);
      if (expired && piece.isFull()) {
        return false;
      }
      if (expired) {
        piece.add(group.groupId(), topic.topic(), partition);
      }
      all &= expired;
    }
    return all;
  }

  private boolean isPending(Group group, String topic, int partition) {
    return !pending.isEmpty()
        && pending.contains(new OffsetPlace(group.groupId(), topic, partition));
  }

  private boolean isExpired(CommittedOffset offset, OffsetsUnused unused) {
    return switch (unused) {
      case OffsetsUnused.SinceCommitIfNotSubscribed ignored -> isExpired(offset, Long.MIN_VALUE);
      case OffsetsUnused.SinceCommit ignored -> isExpired(offset, Long.MIN_VALUE);
      case OffsetsUnused.Since since -> isExpired(offset, since.emptySinceMs());
      case OffsetsUnused.Never ignored -> false;
    };
  }

  private boolean isExpired(CommittedOffset offset, long unusedSinceMs) {
    long nowMs = clock.wallMs();
    return offset.hasExpiry()
        ? nowMs >= offset.expireTimestampMs()
        : nowMs - Math.max(unusedSinceMs, offset.commitTimestampMs()) >= retentionMs;
  }
}
