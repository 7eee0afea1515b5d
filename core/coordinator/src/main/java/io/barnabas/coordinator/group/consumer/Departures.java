package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.runtime.Decision;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatRequest;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatResponse;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Members go: on their own, for a while, or because they must. */
final class Departures {
  private final Supplier<TopicCatalog> catalog;
  private final MemberTimers timers;
  private final DelayedAssignments assignments;

  Departures(Supplier<TopicCatalog> catalog, MemberTimers timers, DelayedAssignments assignments) {
    this.catalog = catalog;
    this.timers = timers;
    this.assignments = assignments;
  }

  /** A heartbeat that says goodbye. */
  Decision<ConsumerGroupHeartbeatResponse> leave(
      ConsumerGroup group, ConsumerGroupHeartbeatRequest request) {
    ConsumerMember member = member(group, request);
    ConsumerGroupHeartbeatResponse response =
        new ConsumerGroupHeartbeatResponse()
            .memberId(request.memberId())
            .memberEpoch(request.memberEpoch());
    GroupChange change = new GroupChange(group);
    if (request.instanceId() != null && request.memberEpoch() == CurrentAssignment.STATIC_LEFT) {
      change.putCurrent(member.with(member.current().awaitingReturn()));
      timers.cancel(group.groupId(), member.memberId(), MemberTimers.Kind.REBALANCE);
    } else {
      remove(change, List.of(member));
    }
    return Decision.of(change.records(), response);
  }

  private static ConsumerMember member(ConsumerGroup group, ConsumerGroupHeartbeatRequest request) {
    String instanceId = request.instanceId();
    if (instanceId != null) {
      return MemberAdmission.known(group, request.memberId(), instanceId);
    }
    ConsumerMember member = group.member(request.memberId());
    if (member == null) {
      throw new CoordinatorException(
          ErrorCode.UNKNOWN_MEMBER_ID,
          "member " + request.memberId() + " is not in group " + group.groupId());
    }
    return member;
  }

  /** A member must go. */
  Decision<Void> putOut(ConsumerGroup group, ConsumerMember member) {
    GroupChange change = new GroupChange(group);
    remove(change, List.of(member));
    return Decision.unasked(change.records());
  }

  /** Takes members out; the rest is to be assigned anew. */
  void remove(GroupChange change, Collection<ConsumerMember> members) {
    members.forEach(change::remove);
    forgetPatterns(change);
    change.advance(true, catalog.get());
    if (change.memberCount() == 0) {
      // Whoever joins next need not wait for the assignment interval.
      change.putTargetEpoch(new TargetEpoch(change.epoch(), 0));
    }
    String groupId = change.group().groupId();
    members.forEach(member -> timers.cancelAllOf(groupId, member.memberId()));
    assignments.assignLater(change);
  }

  /** Nobody subscribes to them any more. */
  private static void forgetPatterns(GroupChange change) {
    SortedSet<String> unused = new TreeSet<>(change.resolvedPatterns().keySet());
    unused.removeAll(change.subscribedPatterns());
    unused.forEach(change::removePattern);
  }
}
