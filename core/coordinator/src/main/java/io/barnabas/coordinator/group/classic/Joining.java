package io.barnabas.coordinator.group.classic;

import io.barnabas.coordinator.group.Requester;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.coordinator.runtime.Decision;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.JoinGroupRequest;
import io.barnabas.protocol.message.JoinGroupResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One request to join, and the place of its answer. */
record Joining(
    Requester requester, JoinGroupRequest request, CompletableFuture<JoinGroupResponse> answer) {
  /** From this version on a member has to come with the id it was given (KIP-394). */
  private static final short FIRST_VERSION_WITH_REQUIRED_ID = 4;

  /** From this version on a leader can be told not to assign (KIP-814). */
  private static final short FIRST_VERSION_WITH_SKIPPED_ASSIGNMENT = 9;

  Joining(Requester requester, JoinGroupRequest request) {
    this(requester, request, new CompletableFuture<>());
  }

  boolean isFirst() {
    return request.memberId().isEmpty();
  }

  boolean isStatic() {
    return request.groupInstanceId() != null;
  }

  boolean requiresId() {
    return requester.apiVersion() >= FIRST_VERSION_WITH_REQUIRED_ID;
  }

  boolean canSkipAssignment() {
    return requester.apiVersion() >= FIRST_VERSION_WITH_SKIPPED_ASSIGNMENT;
  }

  MemberIdentity identity(String memberId) {
    return new MemberIdentity(
        memberId, request.groupInstanceId(), requester.clientId(), requester.clientHost());
  }

  /** Answered when the group is complete. */
  Decision<JoinGroupResponse> waits(List<CoordinatorRecord> records) {
    return new Decision<>(records, answer, Decision.Outcome.NONE);
  }

  Decision<JoinGroupResponse> refused(ErrorCode error) {
    return refused(request.memberId(), error);
  }

  /** Refused, and told a member id that is not the one it came with. */
  Decision<JoinGroupResponse> refused(String memberId, ErrorCode error) {
    return Decision.answer(Answers.joinRefused(memberId, error));
  }
}
