package io.barnabas.coordinator.group;

import io.barnabas.coordinator.group.classic.ClassicGroups;
import io.barnabas.coordinator.group.consumer.ConsumerGroup;
import io.barnabas.coordinator.group.consumer.ConsumerGroups;
import io.barnabas.coordinator.group.consumer.Conversions;
import io.barnabas.coordinator.group.consumer.PatternResolver;
import io.barnabas.coordinator.group.migration.GroupConversions;
import io.barnabas.coordinator.group.offset.GroupAdministration;
import io.barnabas.coordinator.group.offset.Offsets;
import io.barnabas.coordinator.group.regex.RegexResolver;
import io.barnabas.coordinator.runtime.CoordinatorContext;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.coordinator.runtime.Decision;
import io.barnabas.coordinator.runtime.RecordOrigin;
import io.barnabas.coordinator.runtime.StateMachine;
import io.barnabas.protocol.coordinator.GroupMetadataKey;
import io.barnabas.protocol.coordinator.GroupMetadataValue;
import io.barnabas.protocol.coordinator.LegacyOffsetCommitKey;
import io.barnabas.protocol.coordinator.LegacyOffsetCommitValue;
import io.barnabas.protocol.coordinator.OffsetCommitKey;
import io.barnabas.protocol.coordinator.OffsetCommitValue;
import io.barnabas.protocol.message.DescribeGroupsResponse.DescribedGroup;
import io.barnabas.protocol.message.HeartbeatRequest;
import io.barnabas.protocol.message.HeartbeatResponse;
import io.barnabas.protocol.message.JoinGroupRequest;
import io.barnabas.protocol.message.JoinGroupResponse;
import io.barnabas.protocol.message.LeaveGroupRequest;
import io.barnabas.protocol.message.LeaveGroupResponse;
import io.barnabas.protocol.message.SyncGroupRequest;
import io.barnabas.protocol.message.SyncGroupResponse;
import io.barnabas.protocol.primitive.Uuid;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state machine of one partition of {@code __consumer_offsets}. */
public final class GroupCoordinator implements StateMachine {
  private static final Logger log = LoggerFactory.getLogger(GroupCoordinator.class);

  private final Groups groups;
  private final ClassicGroups classic;
  private final Offsets offsets;
  private final ConsumerGroups consumer;

  /**
   * An empty coordinator.
   *
   * @param topics gives the newest catalog
   */
  public GroupCoordinator(
      CoordinatorContext context,
      Supplier<TopicCatalog> topics,
      GroupConfig config,
      GroupMetrics metrics) {
    this.groups = new Groups(context.undoLog());
    this.classic = new ClassicGroups(context, groups, config.classic(), metrics);
    this.offsets = new Offsets(context, groups, topics, config.offsets(), metrics);
    PatternResolver patterns = new RegexResolver(context.timers());
    Conversions conversions =
        new GroupConversions(
            context.clock(),
            classic,
            topics,
            config.consumer().settings(),
            config.classic().maxSize());
    this.consumer =
        new ConsumerGroups(
            context, groups, topics, config.consumer(), patterns, conversions, metrics);
  }

  public Groups groups() {
    return groups;
  }

  public Offsets offsets() {
    return offsets;
  }

  public ConsumerGroups consumer() {
    return consumer;
  }

  public GroupAdministration administration() {
    return offsets.administration();
  }

  /** See {@link ClassicGroups#join}. */
  public Decision<JoinGroupResponse> joinGroup(Requester requester, JoinGroupRequest request) {
    ConsumerGroup mixed = mixedGroup(request.groupId());
    return mixed == null
        ? classic.join(requester, request)
        : consumer.classicMembers().join(mixed, request, requester);
  }

  /** See {@link ClassicGroups#sync}. */
  public Decision<SyncGroupResponse> syncGroup(SyncGroupRequest request) {
    ConsumerGroup mixed = mixedGroup(request.groupId());
    return mixed == null ? classic.sync(request) : consumer.classicMembers().sync(mixed, request);
  }

  /** See {@link ClassicGroups#heartbeat}. */
  public Decision<HeartbeatResponse> heartbeat(HeartbeatRequest request) {
    ConsumerGroup mixed = mixedGroup(request.groupId());
    return mixed == null
        ? classic.heartbeat(request)
        : consumer.classicMembers().heartbeat(mixed, request);
  }

  /** See {@link ClassicGroups#leave}. */
  public Decision<LeaveGroupResponse> leaveGroup(LeaveGroupRequest request) {
    ConsumerGroup mixed = mixedGroup(request.groupId());
    return mixed == null ? classic.leave(request) : consumer.classicMembers().leave(mixed, request);
  }

  /** A consumer group with members, which members of the classic protocol may be in too. */
  private @Nullable ConsumerGroup mixedGroup(String groupId) {
    return groups.find(groupId) instanceof ConsumerGroup group && !group.isEmpty() ? group : null;
  }

  /** Tells of a classic group; null when there is none with this id. */
  public @Nullable DescribedGroup describeClassicGroup(String groupId) {
    return classic.describe(groupId, offsets.hasOffsets(groupId));
  }

  /** A topic is gone, and with it what groups have committed for it. */
  public void onTopicDeleted(String name, Uuid id) {
    offsets.onTopicDeleted(name, id);
  }

  @Override
  public void replay(CoordinatorRecord record, RecordOrigin origin) {
    switch (record.key()) {
      case GroupMetadataKey key -> classic.replay(key, (GroupMetadataValue) record.value());
      case OffsetCommitKey key -> offsets.replay(key, (OffsetCommitValue) record.value(), origin);
      case LegacyOffsetCommitKey key ->
          offsets.replay(key, (LegacyOffsetCommitValue) record.value(), origin);
      default -> {
        if (!consumer.replay(record, origin)) {
          log.debug("Skipped a record that nothing here reads: {}", record.key());
        }
      }
    }
  }

  @Override
  public void replayTransactionEnd(long producerId, short producerEpoch, boolean committed) {
    offsets.replayTransactionEnd(producerId, committed);
  }

  @Override
  public void onLoaded() {
    classic.onLoaded();
    consumer.onLoaded();
    offsets.onLoaded();
  }

  @Override
  public void onUnloaded() {
    classic.onUnloaded();
    consumer.onUnloaded();
    offsets.onUnloaded();
  }
}
