package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.assignor.Assignment;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.primitive.Uuid;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Brings one member a step nearer to its target (KIP-848):
 *
 * <pre>
 *   STABLE ---- something to give up ----> UNREVOKED_PARTITIONS, in the epoch it had
 *     ^  ^                                        | it owns them no more
 *     |  +---- all it wants is free --------------+
 *     |                                           v
 *     +------- all it wants is free ------ UNRELEASED_PARTITIONS, in the target's epoch
 * </pre>
 *
 * A partition is given to a member only when nobody else has it or has yet to give it up; so no
 * partition ever has two owners.
 *
 * @param group with the owners as they are now
 * @param target what the member is to own in the target epoch
 * @param subscribed the topics that the member subscribes to now: the target may be older
 * @param subscriptionChanged whether they are others than before
 * @param owned what the member says it has; null when it does not say
 */
record Reconciliation(
    ConsumerGroup group,
    int targetEpoch,
    Assignment target,
    Set<Uuid> subscribed,
    boolean subscriptionChanged,
    @Nullable Assignment owned) {

  CurrentAssignment next(ConsumerMember member) {
    CurrentAssignment now = member.current();
    return switch (now.state()) {
      case STABLE -> fromStable(member.memberId(), now);
      case UNREVOKED_PARTITIONS ->
          stillHas(now.pendingRevocation())
              ? unsubscribed(now)
              : towardsTarget(member.memberId(), now, now.memberEpoch());
      case UNRELEASED_PARTITIONS -> towardsTarget(member.memberId(), now, now.memberEpoch());
      case UNKNOWN -> fromUnknown(member.memberId(), now);
    };
  }

  private CurrentAssignment fromStable(String memberId, CurrentAssignment now) {
    return now.memberEpoch() == targetEpoch
        ? unsubscribed(now)
        : towardsTarget(memberId, now, now.memberEpoch());
  }

  private CurrentAssignment fromUnknown(String memberId, CurrentAssignment now) {
    if (owned == null || !owned.isEmpty()) {
      throw new CoordinatorException(
          ErrorCode.FENCED_MEMBER_EPOCH,
          "the member's state is unknown; it must give up its partitions and join anew");
    }
    return towardsTarget(memberId, now, targetEpoch);
  }

  /** What it does not subscribe to any more it must give up even before there is a new target. */
  private CurrentAssignment unsubscribed(CurrentAssignment now) {
    OwnedPartitions unwanted =
        subscriptionChanged ? now.assigned().notOfTopics(subscribed) : OwnedPartitions.NONE;
    if (unwanted.isEmpty()) {
      return now;
    }
    OwnedPartitions kept = now.assigned().ofTopics(subscribed);
    OwnedPartitions toRevoke = now.pendingRevocation().and(unwanted);
    return stillHas(toRevoke)
        ? now.next(MemberState.UNREVOKED_PARTITIONS, now.memberEpoch(), kept, toRevoke)
        : now.next(now.state(), now.memberEpoch(), kept, now.pendingRevocation());
  }

  private CurrentAssignment towardsTarget(String memberId, CurrentAssignment now, int epoch) {
    OwnedPartitions.Builder kept = new OwnedPartitions.Builder();
    OwnedPartitions.Builder revoked = new OwnedPartitions.Builder();
    now.assigned()
        .forEach(
            (topicId, partition, since) -> {
              boolean keep = isWanted(topicId) && target.contains(topicId, partition);
              (keep ? kept : revoked).add(topicId, partition, since);
            });
    OwnedPartitions toRevoke = revoked.build();
    if (!toRevoke.isEmpty() && stillHas(toRevoke)) {
      return now.next(MemberState.UNREVOKED_PARTITIONS, epoch, kept.build(), toRevoke);
    }
    boolean allFree = addFree(memberId, now, kept);
    MemberState state = allFree ? MemberState.STABLE : MemberState.UNRELEASED_PARTITIONS;
    return now.next(state, targetEpoch, kept.build(), OwnedPartitions.NONE);
  }

  /** Adds what the member is to get and nobody else has; whether that is all of it. */
  private boolean addFree(String memberId, CurrentAssignment now, OwnedPartitions.Builder kept) {
    boolean allFree = true;
    for (Uuid topicId : new TreeSet<>(target.topics().keySet())) {
      if (isWanted(topicId)) {
        for (int partition : target.partitions(topicId)) {
          if (now.assigned().contains(topicId, partition)) {
            continue;
          }
          String owner = group.ownerOf(topicId, partition);
          if (owner == null || owner.equals(memberId)) {
            kept.add(topicId, partition, targetEpoch);
          } else {
            allFree = false;
          }
        }
      }
    }
    return allFree;
  }

  private boolean isWanted(Uuid topicId) {
    return subscribed.contains(topicId);
  }

  /** A member that does not say what it has may have it still. */
  private boolean stillHas(OwnedPartitions revoked) {
    return owned == null || revoked.containsAny(owned);
  }
}
