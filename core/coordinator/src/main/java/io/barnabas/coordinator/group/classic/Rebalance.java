package io.barnabas.coordinator.group.classic;

import io.barnabas.coordinator.group.Groups;
import io.barnabas.coordinator.group.classic.ClassicState.CompletingRebalance;
import io.barnabas.coordinator.group.classic.ClassicState.Dead;
import io.barnabas.coordinator.group.classic.ClassicState.Empty;
import io.barnabas.coordinator.group.classic.ClassicState.PreparingRebalance;
import io.barnabas.coordinator.group.classic.ClassicState.Stable;
import io.barnabas.coordinator.runtime.CoordinatorContext;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.coordinator.runtime.Decision;
import io.barnabas.protocol.ErrorCode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a group goes from one generation to the next, and what time does to it. What it gives is to
 * be written: a record when nobody is left.
 */
final class Rebalance {
  private static final Logger log = LoggerFactory.getLogger(Rebalance.class);

  private final CoordinatorContext context;
  private final Groups groups;
  private final ClassicConfig config;

  Rebalance(CoordinatorContext context, Groups groups, ClassicConfig config) {
    this.context = context;
    this.groups = groups;
    this.config = config;
  }

  /** Something has changed: all are to join again, or if they are about to, one more has. */
  List<CoordinatorRecord> changed(ClassicGroup group, String reason) {
    return switch (group.state()) {
      case Empty _, CompletingRebalance _, Stable _ -> begin(group, reason);
      case PreparingRebalance _ -> proceed(group);
      case Dead _ -> List.of();
    };
  }

  private List<CoordinatorRecord> begin(ClassicGroup group, String reason) {
    log.info(
        "Group {} begins a rebalance from generation {}: {}",
        group.groupId(),
        group.generation(),
        reason);
    if (group.state() instanceof CompletingRebalance) {
      forgetAssignments(group, ErrorCode.REBALANCE_IN_PROGRESS);
    }
    if (group.isEmpty()) {
      InitialDelay delay =
          new InitialDelay(
              context.clock(),
              config.initialRebalanceDelayMs(),
              group.roster().rebalanceTimeoutMs());
      group.become(new PreparingRebalance.Initial(delay));
      endPhaseIn(group, delay.remainingMs());
      return List.of();
    }
    group.become(new PreparingRebalance.Again());
    endPhaseIn(group, group.roster().rebalanceTimeoutMs());
    return proceed(group);
  }

  /** Nobody has an assignment of the generation, and those who wait for theirs are told why. */
  void forgetAssignments(ClassicGroup group, ErrorCode error) {
    for (ClassicMember member : group.roster().all()) {
      member.assignment(ClassicProtocol.NO_BYTES);
      if (member.answerSync(Answers.syncRefused(error))) {
        keepAlive(group, member);
      }
    }
  }

  /** Ends the waiting for joins if there is nobody left to wait for. */
  List<CoordinatorRecord> proceed(ClassicGroup group) {
    boolean complete =
        group.state() instanceof PreparingRebalance.Again
            && group.expected().isEmpty()
            && group.roster().allAwaitJoin();
    return complete ? completeJoins(group) : List.of();
  }

  /**
   * Those who have joined are the next generation. Static members are in it even if they have not:
   * their time-out is the session's (KIP-345).
   */
  private List<CoordinatorRecord> completeJoins(ClassicGroup group) {
    Roster roster = group.roster();
    List<ClassicMember> late =
        roster.notJoined().stream().filter(member -> !member.isStatic()).toList();
    late.forEach(member -> dismiss(group, member));
    if (!roster.isEmpty() && !roster.electJoinedLeader()) {
      endPhaseIn(group, roster.rebalanceTimeoutMs());
      return List.of();
    }
    group.phaseEnd().cancel();
    group.beginGeneration();
    log.info(
        "Group {} has generation {} with {} members, {} did not join again",
        group.groupId(),
        group.generation(),
        roster.size(),
        late.size());
    if (roster.isEmpty()) {
      group.become(new Empty());
      return List.of(GroupRecords.of(group, ClassicMember::assignment));
    }
    tellGeneration(group);
    return List.of();
  }

  private void tellGeneration(ClassicGroup group) {
    Set<String> everybody =
        group.roster().all().stream().map(ClassicMember::memberId).collect(Collectors.toSet());
    group.become(new CompletingRebalance(everybody));
    endPhaseIn(group, group.roster().rebalanceTimeoutMs());
    for (ClassicMember member : group.roster().all()) {
      member.isNew(false);
      keepAlive(group, member);
      member.answerJoin(Answers.joined(group, member));
    }
  }

  /** A member is no more; those of its requests that wait may try again as somebody new. */
  void dismiss(ClassicGroup group, ClassicMember member) {
    group.roster().remove(member);
    member.dismiss(Answers.NO_MEMBER_ID, ErrorCode.UNKNOWN_MEMBER_ID);
    synced(group, member.memberId());
  }

  /** A member has asked for its assignment, or never will. */
  void synced(ClassicGroup group, String memberId) {
    switch (group.state()) {
      case CompletingRebalance completing -> synced(group, completing.yetToSync(), memberId);
      case Stable stable -> synced(group, stable.yetToSync(), memberId);
      case Empty _, PreparingRebalance _, Dead _ -> {}
    }
  }

  private static void synced(ClassicGroup group, Set<String> yetToSync, String memberId) {
    if (yetToSync.remove(memberId) && yetToSync.isEmpty()) {
      group.phaseEnd().cancel();
    }
  }

  /** The member has shown that it lives. */
  void keepAlive(ClassicGroup group, ClassicMember member) {
    endSessionIn(group, member, member.terms().sessionTimeoutMs());
  }

  void endSessionIn(ClassicGroup group, ClassicMember member, int delayMs) {
    member.session().set(delayMs, () -> unasked(group, () -> sessionOver(group, member)));
  }

  private List<CoordinatorRecord> sessionOver(ClassicGroup group, ClassicMember member) {
    if (group.roster().find(member.memberId()) != member || member.maySilentlyWait()) {
      return List.of();
    }
    dismiss(group, member);
    return changed(group, "the session of " + member.memberId() + " has timed out");
  }

  /** Keeps a place for somebody who was told to join with this id. */
  void expect(ClassicGroup group, String memberId, int sessionTimeoutMs) {
    Deadline deadline = new Deadline(context);
    group.expected().add(memberId, deadline);
    deadline.set(sessionTimeoutMs, () -> unasked(group, () -> expectNoMore(group, memberId)));
  }

  List<CoordinatorRecord> expectNoMore(ClassicGroup group, String memberId) {
    group.expected().remove(memberId);
    return proceed(group);
  }

  private void endPhaseIn(ClassicGroup group, int delayMs) {
    group.phaseEnd().set(delayMs, () -> unasked(group, () -> phaseOver(group)));
  }

  private List<CoordinatorRecord> phaseOver(ClassicGroup group) {
    return switch (group.state()) {
      case PreparingRebalance.Initial initial -> initialDelayOver(group, initial.delay());
      case PreparingRebalance.Again _ -> completeJoins(group);
      case CompletingRebalance completing -> dismissUnsynced(group, completing.yetToSync());
      case Stable stable -> dismissUnsynced(group, stable.yetToSync());
      case Empty _, Dead _ -> List.of();
    };
  }

  private List<CoordinatorRecord> initialDelayOver(ClassicGroup group, InitialDelay delay) {
    int remainingMs = delay.remainingMs();
    if (remainingMs == 0) {
      return completeJoins(group);
    }
    endPhaseIn(group, remainingMs);
    return List.of();
  }

  private List<CoordinatorRecord> dismissUnsynced(ClassicGroup group, Set<String> yetToSync) {
    List<ClassicMember> unsynced =
        group.roster().all().stream()
            .filter(member -> yetToSync.contains(member.memberId()))
            .toList();
    unsynced.forEach(member -> dismiss(group, member));
    return changed(group, unsynced.size() + " members did not ask for their assignment");
  }

  /** What time decides, unless the group is gone: deleted, converted or unloaded. */
  private Decision<Void> unasked(ClassicGroup group, RecordsOf step) {
    boolean current = groups.find(group.groupId()) == group;
    return Unasked.decide(current ? step.records() : List.of());
  }

  private interface RecordsOf {
    List<CoordinatorRecord> records();
  }
}
