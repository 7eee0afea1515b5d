package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.Group;
import io.barnabas.coordinator.group.GroupMetrics;
import io.barnabas.coordinator.group.Groups;
import io.barnabas.coordinator.group.Requester;
import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.runtime.CoordinatorContext;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.coordinator.runtime.Decision;
import io.barnabas.coordinator.runtime.RecordOrigin;
import io.barnabas.coordinator.runtime.UndoLog;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.ConsumerGroupDescribeResponse.DescribedGroup;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatRequest;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatResponse;
import io.barnabas.protocol.primitive.Uuid;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The groups of one partition of {@code __consumer_offsets} that follow the consumer protocol
 * (KIP-848). To be used on its shard.
 */
public final class ConsumerGroups {
  private final CoordinatorContext context;
  private final Groups groups;
  private final Supplier<TopicCatalog> catalog;
  private final ConsumerReplay replay;
  private final HeartbeatRules rules;
  private final TargetAssigner assigner;
  private final MemberTimers timers;
  private final Departures departures;
  private final MemberSessions sessions;
  private final DelayedAssignments assignments;
  private final ConsumerHeartbeats heartbeats;
  private final Conversions conversions;
  private final ClassicMembers classicMembers;

  public ConsumerGroups(
      CoordinatorContext context,
      Groups groups,
      Supplier<TopicCatalog> catalog,
      ConsumerProtocol protocol,
      PatternResolver patterns,
      Conversions conversions,
      GroupMetrics metrics) {
    this.conversions = conversions;
    this.context = context;
    this.groups = groups;
    this.catalog = catalog;
    ConsumerGroupSettings settings = protocol.settings();
    replay = new ConsumerReplay(groups, catalog, context.undoLog());
    assigner = new TargetAssigner(protocol.assignors());
    rules = new HeartbeatRules(assigner);
    timers = new MemberTimers(context.clock(), context.timers());
    assignments = new DelayedAssignments(context, groups, catalog, settings, assigner);
    departures = new Departures(catalog, timers, assignments, conversions);
    sessions = new MemberSessions(context, groups, settings, departures, timers, metrics);
    heartbeats =
        new ConsumerHeartbeats(
            context.clock(),
            catalog,
            settings,
            assigner,
            assignments,
            new PatternSubscriptions(context, groups, catalog, settings, patterns),
            sessions);
    classicMembers =
        new ClassicMembers(
            catalog,
            departures,
            sessions,
            new ClassicJoins(context.randomness(), catalog, settings, heartbeats, departures));
  }

  /** Serves the members of consumer groups that speak the classic protocol. */
  public ClassicMembers classicMembers() {
    return classicMembers;
  }

  /**
   * Answers a member's heartbeat.
   *
   * @throws CoordinatorException what the member is told; GROUP_ID_NOT_FOUND when it does not join
   *     and there is no such group, or when members of another protocol are in it
   */
  public Decision<ConsumerGroupHeartbeatResponse> heartbeat(
      ConsumerGroupHeartbeatRequest request, Requester requester) {
    rules.check(request, requester.apiVersion());
    String groupId = request.groupId();
    if (request.memberEpoch() < 0) {
      return leave(groupId, request);
    }
    Group former = groups.find(groupId);
    GroupChange change = open(groupId, former, request.memberEpoch() == 0);
    String memberId = request.memberId();
    if (memberId.isEmpty()) {
      memberId = newMemberId();
    }
    Decision<ConsumerGroupHeartbeatResponse> decision =
        sessions.guarded(groupId, heartbeats.heartbeat(change, request, memberId, requester));
    return former == null || former.isEmpty() || former instanceof ConsumerGroup
        ? decision
        : decision.withOutcome(new BecomingConsumer(former, decision.outcome()));
  }

  private Decision<ConsumerGroupHeartbeatResponse> leave(
      String groupId, ConsumerGroupHeartbeatRequest request) {
    if (groups.find(groupId) instanceof ConsumerGroup group) {
      return sessions.guarded(groupId, departures.leave(group, request));
    }
    throw notFound(groupId);
  }

  /** The group to be changed. One of another protocol may give way to who joins. */
  private GroupChange open(String groupId, @Nullable Group found, boolean joins) {
    if (found instanceof ConsumerGroup group) {
      return new GroupChange(group);
    }
    if (!joins) {
      throw notFound(groupId);
    }
    if (found != null && !found.isEmpty()) {
      return convert(found);
    }
    GroupChange change = new GroupChange(new ConsumerGroup(groupId, catalog, context.undoLog()));
    if (found != null) {
      change.add(found.tombstones());
    }
    return change;
  }

  /** The records of the conversion, and a group that is as they will make it. */
  private GroupChange convert(Group found) {
    List<CoordinatorRecord> records = conversions.toConsumer(found);
    UndoLog nothingToUndo = new UndoLog();
    Groups preview = new Groups(nothingToUndo);
    ConsumerReplay previewReplay = new ConsumerReplay(preview, catalog, nothingToUndo);
    RecordOrigin now = new RecordOrigin(0, context.clock().wallMs(), -1);
    records.forEach(record -> previewReplay.replay(record, now));
    if (!(preview.find(found.groupId()) instanceof ConsumerGroup group)) {
      throw new IllegalStateException("a conversion made no group of " + found.groupId());
    }
    GroupChange change = new GroupChange(group);
    change.add(records);
    return change;
  }

  private final class BecomingConsumer implements Decision.Outcome {
    private final Group former;
    private final Decision.Outcome joined;

    BecomingConsumer(Group former, Decision.Outcome joined) {
      this.former = former;
      this.joined = joined;
    }

    @Override
    public void committed() {
      joined.committed();
      conversions.becameConsumer(former);
      if (groups.find(former.groupId()) instanceof ConsumerGroup converted) {
        sessions.watch(converted);
      }
    }

    @Override
    public void failed(ErrorCode error) {
      joined.failed(error);
      conversions.remained(former);
    }
  }

  private static CoordinatorException notFound(String groupId) {
    return new CoordinatorException(
        ErrorCode.GROUP_ID_NOT_FOUND, "there is no consumer group " + groupId);
  }

  /** As Kafka's own: 22 characters that tell nobody anything. */
  private String newMemberId() {
    long high = context.randomness().nextLong();
    return new Uuid(high, context.randomness().nextLong()).toString();
  }

  /** Describes a group as of what has been decided. */
  public DescribedGroup describe(String groupId) {
    if (groups.find(groupId) instanceof ConsumerGroup group) {
      return new ConsumerGroupDescription(group, catalog.get(), assigner.defaultName()).described();
    }
    return ConsumerGroupDescription.refused(notFound(groupId), groupId);
  }

  /** Takes a record over; false when it is not about a consumer group. */
  public boolean replay(CoordinatorRecord record, RecordOrigin origin) {
    return replay.replay(record, origin);
  }

  public void onLoaded() {
    for (Group group : List.copyOf(groups.all())) {
      if (group instanceof ConsumerGroup loaded) {
        sessions.watch(loaded);
      }
    }
  }

  public void onUnloaded() {
    timers.cancelAll();
    assignments.cancelAll();
  }
}
