package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.group.GroupMetrics;
import io.barnabas.coordinator.group.GroupType;
import io.barnabas.coordinator.group.Groups;
import io.barnabas.coordinator.group.consumer.MemberTimers.Kind;
import io.barnabas.coordinator.runtime.CoordinatorContext;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.coordinator.runtime.Decision;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.coordinator.ConsumerGroupMetadataKey;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches over members: who is silent, or slow to give partitions up, is put out of the group. */
final class MemberSessions {
  private static final Logger log = LoggerFactory.getLogger(MemberSessions.class);

  private final CoordinatorContext context;
  private final Groups groups;
  private final ConsumerGroupSettings settings;
  private final Departures departures;
  private final MemberTimers timers;
  private final GroupMetrics metrics;

  MemberSessions(
      CoordinatorContext context,
      Groups groups,
      ConsumerGroupSettings settings,
      Departures departures,
      MemberTimers timers,
      GroupMetrics metrics) {
    this.context = context;
    this.groups = groups;
    this.settings = settings;
    this.departures = departures;
    this.timers = timers;
    this.metrics = metrics;
  }

  /** The member has been heard of. */
  void heardOf(String groupId, ConsumerMember member) {
    String memberId = member.memberId();
    timers.restart(
        groupId,
        memberId,
        Kind.SESSION,
        sessionMs(groupId, member),
        () -> silent(groupId, memberId));
  }

  private int sessionMs(String groupId, ConsumerMember member) {
    ClassicMetadata classic = member.metadata().classic();
    return classic == null ? settings.sessionTimeoutMs(groupId) : classic.sessionTimeoutMs();
  }

  /** The member has another current assignment, and perhaps something to give up. */
  void moved(String groupId, ConsumerMember member) {
    if (member.current().state() != MemberState.UNREVOKED_PARTITIONS) {
      timers.cancel(groupId, member.memberId(), Kind.REBALANCE);
      return;
    }
    String memberId = member.memberId();
    int epoch = member.epoch();
    timers.restart(
        groupId,
        memberId,
        Kind.REBALANCE,
        member.metadata().rebalanceTimeoutMs(),
        () -> slow(groupId, memberId, epoch));
  }

  private void silent(String groupId, String memberId) {
    context.decide(() -> putOut(groupId, find(groupId, memberId), "its session has timed out"));
  }

  private void slow(String groupId, String memberId, int epoch) {
    context.decide(
        () -> {
          ConsumerMember member = find(groupId, memberId);
          boolean still = member != null && member.epoch() == epoch;
          return putOut(
              groupId, still ? member : null, "it has not given up its partitions in time");
        });
  }

  private @Nullable ConsumerMember find(String groupId, String memberId) {
    return groups.find(groupId) instanceof ConsumerGroup group ? group.member(memberId) : null;
  }

  private Decision<Void> putOut(String groupId, @Nullable ConsumerMember member, String why) {
    if (member == null || !(groups.find(groupId) instanceof ConsumerGroup group)) {
      return Decision.unasked(List.of());
    }
    log.info("Member {} is put out of group {}: {}", member.memberId(), groupId, why);
    return guarded(groupId, departures.putOut(group, member));
  }

  /**
   * Begins to watch over all members of a group, as after a load. A static member that has left for
   * a while is among them: it has to be back before its session times out.
   */
  void watch(ConsumerGroup group) {
    for (ConsumerMember member : group.members()) {
      heardOf(group.groupId(), member);
      moved(group.groupId(), member);
    }
  }

  /** The group is no more, or not of this kind. */
  void forget(ConsumerGroup group) {
    group.members().forEach(member -> timers.cancelAllOf(group.groupId(), member.memberId()));
  }

  /** A member of the classic protocol is to join again, or to ask for its assignment, in time. */
  void expectNext(String groupId, ConsumerMember member, boolean anew) {
    String memberId = member.memberId();
    if (anew || !timers.isRunning(groupId, memberId, Kind.NEXT_STEP)) {
      timers.restart(
          groupId,
          memberId,
          Kind.NEXT_STEP,
          member.metadata().rebalanceTimeoutMs(),
          () -> context.decide(() -> putOut(groupId, find(groupId, memberId), "it is too slow")));
    }
  }

  /** It has done what it was expected to. */
  void expectNothing(String groupId, ConsumerMember member) {
    timers.cancel(groupId, member.memberId(), Kind.NEXT_STEP);
  }

  /** If the decision can't be written, timers are as they would be without it. */
  <T> Decision<T> guarded(String groupId, Decision<T> decision) {
    if (decision.records().isEmpty()) {
      return decision;
    }
    boolean rebalances = decision.records().stream().anyMatch(MemberSessions::isNewEpoch);
    return decision.withOutcome(
        new Decision.Outcome() {
          @Override
          public void committed() {
            decision.outcome().committed();
            if (rebalances) {
              metrics.onRebalanced(GroupType.CONSUMER);
            }
          }

          @Override
          public void failed(ErrorCode error) {
            decision.outcome().failed(error);
            if (groups.find(groupId) instanceof ConsumerGroup group) {
              group.forgetCheck();
              watch(group);
            }
          }
        });
  }

  private static boolean isNewEpoch(CoordinatorRecord record) {
    return record.key() instanceof ConsumerGroupMetadataKey && record.value() != null;
  }
}
