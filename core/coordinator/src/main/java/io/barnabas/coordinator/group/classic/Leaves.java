package io.barnabas.coordinator.group.classic;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.coordinator.runtime.Decision;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.LeaveGroupRequest;
import io.barnabas.protocol.message.LeaveGroupRequest.MemberIdentity;
import io.barnabas.protocol.message.LeaveGroupResponse;
import io.barnabas.protocol.message.LeaveGroupResponse.MemberResponse;
import java.util.ArrayList;
import java.util.List;

/** Members leave, or an administrator has static ones removed by their instance ids. */
final class Leaves {
  private final Rebalance rebalance;

  Leaves(Rebalance rebalance) {
    this.rebalance = rebalance;
  }

  Decision<LeaveGroupResponse> leave(ClassicGroup group, LeaveGroupRequest request) {
    List<MemberResponse> answers = new ArrayList<>();
    List<String> left = new ArrayList<>();
    for (MemberIdentity leaving : request.members()) {
      ErrorCode error = leave(group, leaving);
      if (error == ErrorCode.NONE) {
        left.add(leaving.memberId());
      }
      answers.add(
          new MemberResponse()
              .memberId(leaving.memberId())
              .groupInstanceId(leaving.groupInstanceId())
              .errorCode(error.code()));
    }
    return Decision.of(afterwards(group, left), new LeaveGroupResponse().members(answers));
  }

  private List<CoordinatorRecord> afterwards(ClassicGroup group, List<String> left) {
    return left.isEmpty() || group.isEmpty()
        ? List.of()
        : rebalance.changed(group, left + " have left");
  }

  private ErrorCode leave(ClassicGroup group, MemberIdentity leaving) {
    if (leaving.groupInstanceId() == null && group.expected().remove(leaving.memberId())) {
      return ErrorCode.NONE;
    }
    try {
      rebalance.dismiss(group, find(group.roster(), leaving));
      return ErrorCode.NONE;
    } catch (CoordinatorException refusal) {
      return refusal.error();
    }
  }

  private static ClassicMember find(Roster roster, MemberIdentity leaving) {
    if (leaving.memberId().isEmpty()) {
      ClassicMember known = roster.findStatic(leaving.groupInstanceId());
      if (known != null) {
        return known;
      }
    }
    return roster.get(leaving.memberId(), leaving.groupInstanceId());
  }
}
