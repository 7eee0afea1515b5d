package io.barnabas.coordinator.group.classic;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.GroupMetrics;
import io.barnabas.coordinator.group.GroupType;
import io.barnabas.coordinator.group.Groups;
import io.barnabas.coordinator.group.classic.ClassicState.CompletingRebalance;
import io.barnabas.coordinator.group.classic.ClassicState.Dead;
import io.barnabas.coordinator.group.classic.ClassicState.Empty;
import io.barnabas.coordinator.group.classic.ClassicState.PreparingRebalance;
import io.barnabas.coordinator.group.classic.ClassicState.Stable;
import io.barnabas.coordinator.runtime.CoordinatorContext;
import io.barnabas.coordinator.runtime.Decision;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.SyncGroupRequest;
import io.barnabas.protocol.message.SyncGroupRequest.SyncGroupRequestAssignment;
import io.barnabas.protocol.message.SyncGroupResponse;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Members ask for their assignments; the leader brings them. */
final class Syncs {
  private final CoordinatorContext context;
  private final Groups groups;
  private final Rebalance rebalance;
  private final GroupMetrics metrics;

  Syncs(CoordinatorContext context, Groups groups, Rebalance rebalance, GroupMetrics metrics) {
    this.context = context;
    this.groups = groups;
    this.rebalance = rebalance;
    this.metrics = metrics;
  }

  Decision<SyncGroupResponse> sync(ClassicGroup group, SyncGroupRequest request) {
    ClassicMember member = check(group, request);
    return switch (group.state()) {
      case CompletingRebalance _ -> await(group, member, request);
      case Stable _ -> {
        rebalance.synced(group, member.memberId());
        rebalance.keepAlive(group, member);
        yield Decision.answer(Answers.assigned(group, member));
      }
      case PreparingRebalance _ ->
          Decision.answer(Answers.syncRefused(ErrorCode.REBALANCE_IN_PROGRESS));
      case Empty _, Dead _ -> throw new IllegalStateException(group.groupId() + " has no members");
    };
  }

  private static ClassicMember check(ClassicGroup group, SyncGroupRequest request) {
    ClassicMember member = group.roster().get(request.memberId(), request.groupInstanceId());
    if (request.generationId() != group.generation()) {
      throw new CoordinatorException(
          ErrorCode.ILLEGAL_GENERATION,
          "The group " + group.groupId() + " is in generation " + group.generation());
    }
    if (differs(request.protocolType(), group.protocolType())
        || differs(request.protocolName(), group.protocolName())) {
      throw new CoordinatorException(
          ErrorCode.INCONSISTENT_GROUP_PROTOCOL,
          "The group " + group.groupId() + " follows " + group.protocolName());
    }
    return member;
  }

  /** Members say since version 5 what they think the protocol is (KIP-559). */
  private static boolean differs(@Nullable String said, @Nullable String actual) {
    return said != null && !said.equals(actual);
  }

  private Decision<SyncGroupResponse> await(
      ClassicGroup group, ClassicMember member, SyncGroupRequest request) {
    CompletableFuture<SyncGroupResponse> answer = new CompletableFuture<>();
    member.awaitSync(answer);
    rebalance.synced(group, member.memberId());
    return group.roster().isLeader(member)
        ? assign(group, assignments(request), answer)
        : Decision.later(answer);
  }

  private static Map<String, ByteBuffer> assignments(SyncGroupRequest request) {
    Map<String, ByteBuffer> assignments = new HashMap<>();
    for (SyncGroupRequestAssignment given : request.assignments()) {
      assignments.put(given.memberId(), ClassicProtocol.copy(given.assignment()));
    }
    return assignments;
  }

  private Decision<SyncGroupResponse> assign(
      ClassicGroup group,
      Map<String, ByteBuffer> assignments,
      CompletableFuture<SyncGroupResponse> answer) {
    int generation = group.generation();
    return new Decision<>(
        List.of(GroupRecords.of(group, member -> assignment(assignments, member))),
        answer,
        new Decision.Outcome() {
          @Override
          public void committed() {
            CompletingRebalance completing = completes(group, generation);
            if (completing != null) {
              settle(group, completing, assignments);
            }
          }

          @Override
          public void failed(ErrorCode error) {
            if (completes(group, generation) != null) {
              rebalance.forgetAssignments(group, error);
              context.decide(
                  () -> Unasked.decide(rebalance.changed(group, "could not write: " + error)));
            }
          }
        });
  }

  /**
   * Meanwhile another rebalance may have begun, to which these assignments mean nothing; or the
   * group is about to be a consumer group, which gives the partitions to whom it likes.
   */
  private @Nullable CompletingRebalance completes(ClassicGroup group, int generation) {
    return group.state() instanceof CompletingRebalance completing
            && group.generation() == generation
            && groups.find(group.groupId()) == group
        ? completing
        : null;
  }

  private void settle(
      ClassicGroup group, CompletingRebalance completing, Map<String, ByteBuffer> assignments) {
    group.become(new Stable(completing.yetToSync()));
    metrics.onRebalanced(GroupType.CLASSIC);
    for (ClassicMember member : group.roster().all()) {
      member.assignment(assignment(assignments, member));
      if (member.awaitsSync()) {
        rebalance.keepAlive(group, member);
        member.answerSync(Answers.assigned(group, member));
      }
    }
  }

  /** Who is given nothing has nothing to do. */
  private static ByteBuffer assignment(Map<String, ByteBuffer> assignments, ClassicMember member) {
    return assignments.getOrDefault(member.memberId(), ClassicProtocol.NO_BYTES);
  }
}
