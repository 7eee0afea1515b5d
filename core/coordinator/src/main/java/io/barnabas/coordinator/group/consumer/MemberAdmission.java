package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.assignor.Assignment;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatRequest;
import org.jspecify.annotations.Nullable;

/** Finds out who a heartbeat is from, lets new members in, and fences those of old. */
final class MemberAdmission {
  private final int maxSize;

  MemberAdmission(int maxSize) {
    this.maxSize = maxSize;
  }

  /**
   * The member as it is before the heartbeat, which may be one that has just come. A static member
   * in the place of another is noted in the change.
   *
   * @param memberId not empty
   * @param owned what the member says it has; null when it does not say
   * @throws CoordinatorException UNKNOWN_MEMBER_ID, FENCED_MEMBER_EPOCH, UNRELEASED_INSTANCE_ID,
   *     FENCED_INSTANCE_ID or GROUP_MAX_SIZE_REACHED
   */
  ConsumerMember admit(
      GroupChange change,
      ConsumerGroupHeartbeatRequest request,
      String memberId,
      @Nullable Assignment owned) {
    ConsumerGroup group = change.group();
    boolean joins = request.memberEpoch() == 0;
    String instanceId = request.instanceId();
    if (joins) {
      checkRoom(group, memberId, instanceId);
    }
    ConsumerMember member =
        instanceId == null
            ? dynamicMember(group, memberId, joins)
            : staticMember(change, memberId, instanceId, joins);
    checkEpoch(member, request.memberEpoch(), owned);
    return member;
  }

  private void checkRoom(ConsumerGroup group, String memberId, @Nullable String instanceId) {
    boolean replaces = instanceId != null && group.staticMember(instanceId) != null;
    if (!replaces && group.members().size() >= maxSize && group.member(memberId) == null) {
      throw new CoordinatorException(
          ErrorCode.GROUP_MAX_SIZE_REACHED,
          "group " + group.groupId() + " has its " + maxSize + " members already");
    }
  }

  private static ConsumerMember dynamicMember(ConsumerGroup group, String memberId, boolean joins) {
    ConsumerMember member = group.member(memberId);
    if (member != null) {
      return member;
    }
    if (joins) {
      return joining(memberId);
    }
    throw new CoordinatorException(
        ErrorCode.UNKNOWN_MEMBER_ID, "member " + memberId + " is not in group " + group.groupId());
  }

  private static ConsumerMember joining(String memberId) {
    return new ConsumerMember(memberId, MemberMetadata.NONE, CurrentAssignment.JOINING);
  }

  private static ConsumerMember staticMember(
      GroupChange change, String memberId, String instanceId, boolean joins) {
    if (!joins) {
      return known(change.group(), memberId, instanceId);
    }
    String present = change.group().staticMember(instanceId);
    ConsumerMember before = present == null ? null : change.group().member(present);
    if (before == null) {
      return joining(memberId);
    }
    if (before.epoch() != CurrentAssignment.STATIC_LEFT && !before.usesClassicProtocol()) {
      return stillThere(before, memberId, instanceId);
    }
    ConsumerMember after = before.renamed(memberId);
    change.replace(before, after);
    return after;
  }

  /**
   * A member that joins again, because its answer was lost or it was fenced, is itself. (Kafka
   * makes it wait for its own session to time out.)
   */
  private static ConsumerMember stillThere(
      ConsumerMember before, String memberId, String instanceId) {
    if (before.memberId().equals(memberId)) {
      return before;
    }
    throw new CoordinatorException(
        ErrorCode.UNRELEASED_INSTANCE_ID,
        "instance id " + instanceId + " is still in use by member " + before.memberId());
  }

  /**
   * The static member that a request is from, when it does not join.
   *
   * @throws CoordinatorException UNKNOWN_MEMBER_ID or FENCED_INSTANCE_ID
   */
  static ConsumerMember known(ConsumerGroup group, String memberId, String instanceId) {
    String present = group.staticMember(instanceId);
    ConsumerMember member = present == null ? null : group.member(present);
    if (member == null) {
      throw new CoordinatorException(
          ErrorCode.UNKNOWN_MEMBER_ID, "instance id " + instanceId + " is not in the group");
    }
    if (!member.memberId().equals(memberId)) {
      throw new CoordinatorException(
          ErrorCode.FENCED_INSTANCE_ID,
          "instance id " + instanceId + " is now member " + member.memberId());
    }
    return member;
  }

  /**
   * A member whose last answer was lost comes with the epoch before: that is fine as long as it has
   * nothing that was not its in the new one.
   */
  private static void checkEpoch(ConsumerMember member, int epoch, @Nullable Assignment owned) {
    if (epoch == 0 || epoch == member.epoch()) {
      return;
    }
    CurrentAssignment current = member.current();
    boolean answerLost =
        epoch < current.memberEpoch()
            && epoch == current.previousMemberEpoch()
            && owned != null
            && current.assigned().containsAll(owned);
    if (!answerLost) {
      throw new CoordinatorException(
          ErrorCode.FENCED_MEMBER_EPOCH,
          "epoch "
              + epoch
              + " is not the member's "
              + current.memberEpoch()
              + "; it must give up its partitions and join anew");
    }
  }
}
