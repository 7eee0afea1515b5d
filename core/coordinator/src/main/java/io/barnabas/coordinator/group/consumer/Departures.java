package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.coordinator.runtime.Decision;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatRequest;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatResponse;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Members go: on their own, for a while, or because they must. */
final class Departures {
  private final Supplier<TopicCatalog> catalog;
  private final MemberTimers timers;
  private final DelayedAssignments assignments;
  private final Conversions conversions;

  Departures(
      Supplier<TopicCatalog> catalog,
      MemberTimers timers,
      DelayedAssignments assignments,
      Conversions conversions) {
    this.catalog = catalog;
    this.timers = timers;
    this.assignments = assignments;
    this.conversions = conversions;
  }

  /** A heartbeat that says goodbye. */
  Decision<ConsumerGroupHeartbeatResponse> leave(
      ConsumerGroup group, ConsumerGroupHeartbeatRequest request) {
    ConsumerMember member = member(group, request);
    ConsumerGroupHeartbeatResponse response =
        new ConsumerGroupHeartbeatResponse()
            .memberId(request.memberId())
            .memberEpoch(request.memberEpoch());
    if (request.instanceId() != null && request.memberEpoch() == CurrentAssignment.STATIC_LEFT) {
      GroupChange change = new GroupChange(group);
      change.putCurrent(member.with(member.current().awaitingReturn()));
      timers.cancel(group.groupId(), member.memberId(), MemberTimers.Kind.REBALANCE);
      return Decision.of(change.records(), response);
    }
    return take(group, List.of(member), response);
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
    Decision<Boolean> taken = take(group, List.of(member), true);
    return Decision.unasked(taken.records()).withOutcome(taken.outcome());
  }

  /** Takes members out; when those who stay all speak the classic protocol, the group may too. */
  <T> Decision<T> take(ConsumerGroup group, Collection<ConsumerMember> members, T response) {
    List<CoordinatorRecord> conversion = toClassic(group, members);
    if (conversion != null) {
      return Decision.of(conversion, response).withOutcome(new BecomingClassic(group));
    }
    GroupChange change = new GroupChange(group);
    remove(change, members);
    return Decision.of(change.records(), response);
  }

  private @Nullable List<CoordinatorRecord> toClassic(
      ConsumerGroup group, Collection<ConsumerMember> leaving) {
    if (group.members().size() == leaving.size()
        || !group.members().stream()
            .allMatch(m -> m.usesClassicProtocol() || leaving.contains(m))) {
      return null;
    }
    return conversions.toClassic(
        group, group.members().stream().filter(member -> !leaving.contains(member)).toList());
  }

  private final class BecomingClassic implements Decision.Outcome {
    private final String groupId;
    private final List<String> memberIds;

    BecomingClassic(ConsumerGroup group) {
      groupId = group.groupId();
      memberIds = group.members().stream().map(ConsumerMember::memberId).toList();
    }

    @Override
    public void committed() {
      memberIds.forEach(memberId -> timers.cancelAllOf(groupId, memberId));
      conversions.becameClassic(groupId);
    }
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
