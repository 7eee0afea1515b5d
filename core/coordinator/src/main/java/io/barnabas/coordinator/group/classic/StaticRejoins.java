package io.barnabas.coordinator.group.classic;

import io.barnabas.coordinator.group.classic.ClassicState.CompletingRebalance;
import io.barnabas.coordinator.group.classic.ClassicState.Dead;
import io.barnabas.coordinator.group.classic.ClassicState.Empty;
import io.barnabas.coordinator.group.classic.ClassicState.PreparingRebalance;
import io.barnabas.coordinator.group.classic.ClassicState.Stable;
import io.barnabas.coordinator.runtime.CoordinatorContext;
import io.barnabas.coordinator.runtime.Decision;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.JoinGroupResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A static member that joins without a member id has been started again: it takes the place of its
 * former self, under a new id, and in a stable group nobody else notices (KIP-345).
 */
final class StaticRejoins {
  private final CoordinatorContext context;
  private final Rebalance rebalance;

  StaticRejoins(CoordinatorContext context, Rebalance rebalance) {
    this.context = context;
    this.rebalance = rebalance;
  }

  Decision<JoinGroupResponse> rejoin(
      ClassicGroup group, Joining joining, ClassicMember former, String memberId) {
    String formerLeader = group.roster().leader();
    ClassicMember successor = succeed(group, joining, former, memberId);
    return switch (group.state()) {
      case Stable stable
          when ProtocolVote.of(group.roster().all()).equals(group.protocolName()) -> {
        if (stable.yetToSync().remove(former.memberId())) {
          stable.yetToSync().add(memberId);
        }
        Succession succession = new Succession(group, former, successor, formerLeader);
        yield quietly(succession, joining);
      }
      // The leader assigns to the former id, under which nobody would ask for it.
      case CompletingRebalance _, Stable _, PreparingRebalance _ ->
          joining.waits(
              rebalance.changed(group, memberId + " is a static member" + Joins.reason(joining)));
      case Empty _, Dead _ -> throw new IllegalStateException(group.groupId() + " has no members");
    };
  }

  private ClassicMember succeed(
      ClassicGroup group, Joining joining, ClassicMember former, String memberId) {
    former.dismiss(former.memberId(), ErrorCode.FENCED_INSTANCE_ID);
    ClassicMember successor =
        new ClassicMember(
            joining.identity(memberId), MemberTerms.of(joining.request()), new Deadline(context));
    successor.assignment(former.assignment());
    successor.awaitJoin(joining.answer());
    group.roster().replace(former, successor);
    rebalance.keepAlive(group, successor);
    return successor;
  }

  /** Nothing changes but the member's id, once that is written. */
  private Decision<JoinGroupResponse> quietly(Succession succession, Joining joining) {
    ClassicGroup group = succession.group();
    return new Decision<>(
        List.of(GroupRecords.of(group, ClassicMember::assignment)),
        joining.answer(),
        new Decision.Outcome() {
          @Override
          public void committed() {
            succession.successor().answerJoin(succession.answer(joining));
          }

          @Override
          public void failed(ErrorCode error) {
            undo(succession, joining, error);
          }
        });
  }

  /** The former member is what the log knows of; unless the group has gone on with the new one. */
  private void undo(Succession succession, Joining joining, ErrorCode error) {
    ClassicGroup group = succession.group();
    ClassicMember successor = succession.successor();
    if (group.roster().find(successor.memberId()) == successor
        && successor.awaits(joining.answer())) {
      successor.dismiss(Answers.NO_MEMBER_ID, error);
      group.roster().replace(successor, succession.former());
      rebalance.keepAlive(group, succession.former());
    }
  }

  /**
   * One that is written.
   *
   * @param formerLeader who led before, perhaps the former member itself
   */
  private record Succession(
      ClassicGroup group,
      ClassicMember former,
      ClassicMember successor,
      @Nullable String formerLeader) {

    /**
     * A leader would assign, and so begin what is to be avoided. It is told not to if its client
     * knows of that (KIP-814), and else that another leads.
     */
    JoinGroupResponse answer(Joining joining) {
      if (joining.canSkipAssignment()) {
        return Answers.joined(group, successor).skipAssignment(group.roster().isLeader(successor));
      }
      return Answers.joinedAsFollower(group, successor)
          .leader(formerLeader == null ? "" : formerLeader);
    }
  }
}
