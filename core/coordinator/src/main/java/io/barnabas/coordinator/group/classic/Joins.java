package io.barnabas.coordinator.group.classic;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.classic.ClassicState.CompletingRebalance;
import io.barnabas.coordinator.group.classic.ClassicState.Dead;
import io.barnabas.coordinator.group.classic.ClassicState.Empty;
import io.barnabas.coordinator.group.classic.ClassicState.PreparingRebalance;
import io.barnabas.coordinator.group.classic.ClassicState.Stable;
import io.barnabas.coordinator.runtime.CoordinatorContext;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.coordinator.runtime.Decision;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.JoinGroupRequest.JoinGroupRequestProtocol;
import io.barnabas.protocol.message.JoinGroupResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is let into a group, and what a join means for it. */
final class Joins {
  /**
   * How long the first join of a member may wait. Such a member sends no heartbeats, since it does
   * not know yet that it is one; if its client is gone, nothing else would tell.
   */
  private static final int NEW_MEMBER_JOIN_TIMEOUT_MS = 300_000;

  private final CoordinatorContext context;
  private final ClassicConfig config;
  private final Rebalance rebalance;
  private final StaticRejoins staticRejoins;

  Joins(CoordinatorContext context, ClassicConfig config, Rebalance rebalance) {
    this.context = context;
    this.config = config;
    this.rebalance = rebalance;
    staticRejoins = new StaticRejoins(context, rebalance);
  }

  Decision<JoinGroupResponse> join(ClassicGroup group, Joining joining) {
    if (!hasRoom(group, joining.request().memberId())) {
      return Decision.of(
          turnAway(group, joining.request().memberId()),
          Answers.joinRefused(Answers.NO_MEMBER_ID, ErrorCode.GROUP_MAX_SIZE_REACHED));
    }
    if (!fitsIn(group, joining)) {
      return joining.refused(ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
    }
    return joining.isFirst() ? first(group, joining) : known(group, joining);
  }

  /**
   * While a rebalance gathers, those count who have joined, so that a group that is over its size
   * loses who comes last; else the members count.
   */
  private boolean hasRoom(ClassicGroup group, String memberId) {
    ClassicMember member = group.roster().find(memberId);
    return switch (group.state()) {
      case Empty _, Dead _ -> true;
      case PreparingRebalance _ ->
          (member != null && member.awaitsJoin())
              || group.roster().awaitingJoin() < config.maxSize();
      case CompletingRebalance _, Stable _ ->
          member != null || group.roster().size() < config.maxSize();
    };
  }

  private List<CoordinatorRecord> turnAway(ClassicGroup group, String memberId) {
    group.expected().remove(memberId);
    ClassicMember member = group.roster().find(memberId);
    if (member != null) {
      rebalance.dismiss(group, member);
    }
    return rebalance.proceed(group);
  }

  private static boolean fitsIn(ClassicGroup group, Joining joining) {
    List<String> names =
        joining.request().protocols().stream().map(JoinGroupRequestProtocol::name).toList();
    return group.supports(joining.request().protocolType(), names);
  }

  private Decision<JoinGroupResponse> first(ClassicGroup group, Joining joining) {
    String memberId = newMemberId(joining);
    ClassicMember former = group.roster().findStatic(joining.request().groupInstanceId());
    if (former != null) {
      return staticRejoins.rejoin(group, joining, former, memberId);
    }
    if (joining.requiresId() && !joining.isStatic()) {
      rebalance.expect(group, memberId, joining.request().sessionTimeoutMs());
      return joining.refused(memberId, ErrorCode.MEMBER_ID_REQUIRED);
    }
    return joining.waits(add(group, joining, memberId));
  }

  private String newMemberId(Joining joining) {
    String instanceId = joining.request().groupInstanceId();
    String prefix = instanceId == null ? joining.requester().clientId() : instanceId;
    return prefix + '-' + context.randomness().nextUuid();
  }

  private Decision<JoinGroupResponse> known(ClassicGroup group, Joining joining) {
    String memberId = joining.request().memberId();
    if (group.expected().contains(memberId) && !joining.isStatic()) {
      return joining.waits(add(group, joining, memberId));
    }
    ClassicMember member;
    try {
      member = group.roster().get(memberId, joining.request().groupInstanceId());
    } catch (CoordinatorException refusal) {
      return joining.refused(refusal.error());
    }
    MemberTerms terms = MemberTerms.of(joining.request());
    String change = change(group, member, terms);
    return change == null
        ? Decision.answer(Answers.joined(group, member))
        : joining.waits(rejoin(group, member, terms, joining, change));
  }

  private List<CoordinatorRecord> add(ClassicGroup group, Joining joining, String memberId) {
    ClassicMember member =
        new ClassicMember(
            joining.identity(memberId), MemberTerms.of(joining.request()), new Deadline(context));
    member.isNew(true);
    member.awaitJoin(joining.answer());
    group.add(member, joining.request().protocolType());
    if (group.state() instanceof PreparingRebalance.Initial initial) {
      initial.delay().somebodyCame();
    }
    rebalance.endSessionIn(group, member, NEW_MEMBER_JOIN_TIMEOUT_MS);
    return rebalance.changed(group, memberId + " joins" + reason(joining));
  }

  /**
   * What makes a member's join more than a question: null when it only lacks what the generation is
   * told already, since that answer was lost.
   */
  private static @Nullable String change(
      ClassicGroup group, ClassicMember member, MemberTerms terms) {
    boolean changed = !member.terms().protocols().equals(terms.protocols());
    return switch (group.state()) {
      case PreparingRebalance _ -> "joins again";
      case CompletingRebalance _ -> changed ? "has changed" : null;
      // A leader asks for a rebalance when it has seen what members can't see, such as partitions.
      case Stable _ when group.roster().isLeader(member) -> "leads, and joins again";
      case Stable _ -> changed ? "has changed" : null;
      case Empty _, Dead _ -> throw new IllegalStateException(group.groupId() + " has no members");
    };
  }

  private List<CoordinatorRecord> rejoin(
      ClassicGroup group, ClassicMember member, MemberTerms terms, Joining joining, String change) {
    member.terms(terms);
    member.awaitJoin(joining.answer());
    return rebalance.changed(group, member.memberId() + ' ' + change + reason(joining));
  }

  /** What the client says of its reason (KIP-800). */
  static String reason(Joining joining) {
    String reason = joining.request().reason();
    return reason == null || reason.isEmpty() ? "" : " (" + reason + ')';
  }
}
