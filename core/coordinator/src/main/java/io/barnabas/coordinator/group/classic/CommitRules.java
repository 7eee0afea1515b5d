package io.barnabas.coordinator.group.classic;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.OffsetCommitter;
import io.barnabas.protocol.ErrorCode;

/** Who may commit offsets of a classic group, and when. */
final class CommitRules {
  private CommitRules() {}

  static void check(ClassicGroup group, OffsetCommitter committer) {
    if (group.state() instanceof ClassicState.Dead) {
      throw new CoordinatorException(
          ErrorCode.COORDINATOR_NOT_AVAILABLE, "The group " + group.groupId() + " is unloaded");
    }
    if (committer.generationOrEpoch() < 0 && group.isEmpty()) {
      return; // From outside of the group, which nobody uses: an administrator, or a lone consumer.
    }
    if (saysWhoItIs(committer)) {
      checkMember(group, committer);
    } else if (!committer.transactional() && !group.isEmpty()) {
      throw new CoordinatorException(
          ErrorCode.UNKNOWN_MEMBER_ID,
          "The group " + group.groupId() + " has members, and only they may commit");
    }
    if (!committer.transactional() && group.state() instanceof ClassicState.CompletingRebalance) {
      // It knows the generation, but not yet what it owns in it.
      throw new CoordinatorException(
          ErrorCode.REBALANCE_IN_PROGRESS, "The group " + group.groupId() + " is rebalancing");
    }
  }

  /** Producers before KIP-447 commit in transactions without saying for which member. */
  private static boolean saysWhoItIs(OffsetCommitter committer) {
    return committer.generationOrEpoch() >= 0
        || !committer.memberId().isEmpty()
        || committer.groupInstanceId() != null;
  }

  private static void checkMember(ClassicGroup group, OffsetCommitter committer) {
    group.roster().get(committer.memberId(), committer.groupInstanceId());
    if (committer.generationOrEpoch() != group.generation()) {
      throw new CoordinatorException(
          ErrorCode.ILLEGAL_GENERATION,
          "The group " + group.groupId() + " is in generation " + group.generation());
    }
  }
}
