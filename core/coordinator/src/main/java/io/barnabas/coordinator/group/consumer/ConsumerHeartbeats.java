package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.group.Requester;
import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.group.assignor.Assignment;
import io.barnabas.coordinator.runtime.Decision;
import io.barnabas.environment.Clock;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatRequest;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatResponse;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What follows from a member's heartbeat, other than a goodbye. */
final class ConsumerHeartbeats {
  private final Clock clock;
  private final Supplier<TopicCatalog> catalog;
  private final ConsumerGroupSettings settings;
  private final TargetAssigner assigner;
  private final DelayedAssignments assignments;
  private final PatternSubscriptions patterns;
  private final MemberSessions sessions;

  ConsumerHeartbeats(
      Clock clock,
      Supplier<TopicCatalog> catalog,
      ConsumerGroupSettings settings,
      TargetAssigner assigner,
      DelayedAssignments assignments,
      PatternSubscriptions patterns,
      MemberSessions sessions) {
    this.clock = clock;
    this.catalog = catalog;
    this.settings = settings;
    this.assigner = assigner;
    this.assignments = assignments;
    this.patterns = patterns;
    this.sessions = sessions;
  }

  /**
   * @param change of the group, with what has been decided about it so far
   * @param memberId of the asker, or one made for it
   */
  Decision<ConsumerGroupHeartbeatResponse> heartbeat(
      GroupChange change,
      ConsumerGroupHeartbeatRequest request,
      String memberId,
      Requester requester) {
    Assignment owned = owned(request.topicPartitions());
    ConsumerMember before =
        new MemberAdmission(settings.maxSize()).admit(change, request, memberId, owned);
    ConsumerMember updated = before.with(MetadataUpdate.of(before, request, requester));
    ConsumerMember after = update(change, before, updated, owned);
    return Decision.of(change.records(), response(change, request, before, after));
  }

  /**
   * Brings a member that has said what it wants and has a step nearer to its target.
   *
   * @param before the member as the change has it so far
   * @param updated the same with its newest metadata
   * @param owned what it says it has; null when it does not say
   */
  ConsumerMember update(
      GroupChange change,
      ConsumerMember before,
      ConsumerMember updated,
      @Nullable Assignment owned) {
    boolean subscriptionChanged = subscribe(change, before, updated);
    assignments.assignOrWait(change);
    ConsumerMember after = reconcile(change, updated, subscriptionChanged, owned);
    sessions.heardOf(change.group().groupId(), after);
    return after;
  }

  /** Notes what the member says of itself; whether it subscribes to something else than before. */
  private boolean subscribe(GroupChange change, ConsumerMember before, ConsumerMember updated) {
    MemberMetadata was = before.metadata();
    MemberMetadata is = updated.metadata();
    boolean assignorChanged = !is.equals(was) && putMetadata(change, updated);
    boolean namesChanged = !is.subscription().topicNames().equals(was.subscription().topicNames());
    String patternBefore = was.subscription().pattern();
    String patternAfter = is.subscription().pattern();
    boolean topicsChanged = patterns.update(change, patternBefore, patternAfter);
    // With epoch 0 a first member that wants nothing yet would be told that it has not joined.
    boolean mustAdvance = namesChanged || topicsChanged || assignorChanged || change.epoch() == 0;
    if (mustAdvance || change.group().isToBeCheckedWith(catalog.get())) {
      change.advance(mustAdvance, catalog.get());
    }
    return namesChanged || !Objects.equals(patternBefore, patternAfter);
  }

  /** Whether the group now prefers another assignor. */
  private boolean putMetadata(GroupChange change, ConsumerMember updated) {
    String before = assignor(change.preferredAssignor());
    change.putMetadata(updated);
    return !before.equals(assignor(change.preferredAssignor()));
  }

  private String assignor(@Nullable String preferred) {
    return preferred == null ? assigner.defaultName() : preferred;
  }

  private ConsumerMember reconcile(
      GroupChange change,
      ConsumerMember member,
      boolean subscriptionChanged,
      @Nullable Assignment owned) {
    int targetEpoch = change.targetEpoch();
    if (!subscriptionChanged && member.current().isReconciledTo(targetEpoch)) {
      return member;
    }
    Reconciliation step =
        new Reconciliation(
            change.group(),
            targetEpoch,
            change.target(member.memberId()),
            TargetAssigner.topicIds(
                member.metadata().subscription(), change.resolvedPatterns(), catalog.get()),
            subscriptionChanged,
            owned);
    ConsumerMember after = member.with(step.next(member));
    if (!after.equals(member)) {
      change.putCurrent(after);
      sessions.moved(change.group().groupId(), after);
    }
    return after;
  }

  private ConsumerGroupHeartbeatResponse response(
      GroupChange change,
      ConsumerGroupHeartbeatRequest request,
      ConsumerMember before,
      ConsumerMember after) {
    int settledMs = settings.heartbeatIntervalMs(change.group().groupId());
    ConsumerGroupHeartbeatResponse response =
        new ConsumerGroupHeartbeatResponse()
            .memberId(after.memberId())
            .memberEpoch(after.epoch())
            .heartbeatIntervalMs(new HeartbeatPace(settledMs, clock.wallMs()).of(change, after));
    boolean changed = !before.current().assigned().equals(after.current().assigned());
    if (request.memberEpoch() == 0 || saysAll(request) || changed) {
      response.assignment(HeartbeatPartitions.of(after.current().assigned()));
    }
    return response;
  }

  /** A member that has lost track of the answers says all and wants to be told all. */
  private static boolean saysAll(ConsumerGroupHeartbeatRequest request) {
    return request.rebalanceTimeoutMs() != -1
        && (request.subscribedTopicNames() != null || request.subscribedTopicRegex() != null)
        && request.topicPartitions() != null;
  }

  private static @Nullable Assignment owned(
      @Nullable List<ConsumerGroupHeartbeatRequest.TopicPartitions> topics) {
    return topics == null ? null : HeartbeatPartitions.owned(topics);
  }
}
