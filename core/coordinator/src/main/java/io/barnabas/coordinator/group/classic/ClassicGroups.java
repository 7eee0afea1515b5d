package io.barnabas.coordinator.group.classic;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.Group;
import io.barnabas.coordinator.group.GroupMetrics;
import io.barnabas.coordinator.group.Groups;
import io.barnabas.coordinator.group.Requester;
import io.barnabas.coordinator.runtime.CoordinatorContext;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.coordinator.runtime.Decision;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.coordinator.GroupMetadataKey;
import io.barnabas.protocol.coordinator.GroupMetadataValue;
import io.barnabas.protocol.message.DescribeGroupsResponse.DescribedGroup;
import io.barnabas.protocol.message.HeartbeatRequest;
import io.barnabas.protocol.message.HeartbeatResponse;
import io.barnabas.protocol.message.JoinGroupRequest;
import io.barnabas.protocol.message.JoinGroupResponse;
import io.barnabas.protocol.message.LeaveGroupRequest;
import io.barnabas.protocol.message.LeaveGroupResponse;
import io.barnabas.protocol.message.SyncGroupRequest;
import io.barnabas.protocol.message.SyncGroupResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The classic groups of one partition of {@code __consumer_offsets}. To be used on its shard. */
public final class ClassicGroups {
  private final CoordinatorContext context;
  private final Groups groups;
  private final ClassicConfig config;
  private final Rebalance rebalance;
  private final Joins joins;
  private final Syncs syncs;
  private final Leaves leaves;
  private boolean loaded;

  /** Is about to be replayed. */
  private @Nullable ClassicGroup created;

  public ClassicGroups(
      CoordinatorContext context, Groups groups, ClassicConfig config, GroupMetrics metrics) {
    this.context = context;
    this.groups = groups;
    this.config = config;
    rebalance = new Rebalance(context, groups, config);
    joins = new Joins(context, config, rebalance);
    syncs = new Syncs(context, groups, rebalance, metrics);
    leaves = new Leaves(rebalance);
  }

  /** Lets a member in; the answer waits until the group is complete. */
  public Decision<JoinGroupResponse> join(Requester requester, JoinGroupRequest request) {
    Joining joining = new Joining(requester, request);
    if (request.groupId().isEmpty()) {
      return joining.refused(ErrorCode.INVALID_GROUP_ID);
    }
    if (!config.allowsSessionTimeout(request.sessionTimeoutMs())) {
      return joining.refused(ErrorCode.INVALID_SESSION_TIMEOUT);
    }
    Group group = groups.find(request.groupId());
    if (group instanceof ClassicGroup classic) {
      return joins.join(classic, joining);
    }
    if (group != null && !group.isEmpty()) {
      return joining.refused(ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
    }
    return joining.isFirst()
        ? create(group, joining)
        : joining.refused(ErrorCode.UNKNOWN_MEMBER_ID);
  }

  /**
   * Makes the group, in the place of an empty one of another type, with its first member in it.
   * Nobody else knows of it before its record is replayed, which follows at once.
   */
  private Decision<JoinGroupResponse> create(@Nullable Group former, Joining joining) {
    ClassicGroup group = new ClassicGroup(joining.request().groupId(), context);
    Decision<JoinGroupResponse> joined = joins.join(group, joining);
    if (group.roster().isEmpty() && group.expected().isEmpty()) {
      return joined;
    }
    created = group;
    List<CoordinatorRecord> records = new ArrayList<>();
    if (former != null) {
      records.addAll(former.tombstones());
    }
    records.add(GroupRecords.created(group));
    return new Decision<>(
        records,
        joined.response(),
        new Decision.Outcome() {
          @Override
          public void failed(ErrorCode error) {
            group.die(error);
          }
        });
  }

  /**
   * Gives a member its assignment, when the leader has brought it.
   *
   * @throws CoordinatorException such as ILLEGAL_GENERATION or REBALANCE_IN_PROGRESS
   */
  public Decision<SyncGroupResponse> sync(SyncGroupRequest request) {
    return syncs.sync(get(request.groupId()), request);
  }

  /**
   * Keeps a member's session alive, and tells it when it is to join again.
   *
   * @throws CoordinatorException such as UNKNOWN_MEMBER_ID
   */
  public Decision<HeartbeatResponse> heartbeat(HeartbeatRequest request) {
    ClassicGroup group = get(request.groupId());
    ClassicMember member = group.roster().get(request.memberId(), request.groupInstanceId());
    if (request.generationId() != group.generation()) {
      throw new CoordinatorException(
          ErrorCode.ILLEGAL_GENERATION,
          "The group " + group.groupId() + " is in generation " + group.generation());
    }
    rebalance.keepAlive(group, member);
    boolean rebalancing = group.state() instanceof ClassicState.PreparingRebalance;
    ErrorCode error = rebalancing ? ErrorCode.REBALANCE_IN_PROGRESS : ErrorCode.NONE;
    return Decision.answer(new HeartbeatResponse().errorCode(error.code()));
  }

  /**
   * Lets members go.
   *
   * @throws CoordinatorException UNKNOWN_MEMBER_ID when there is no such group
   */
  public Decision<LeaveGroupResponse> leave(LeaveGroupRequest request) {
    return leaves.leave(get(request.groupId()), request);
  }

  /**
   * Tells of a group; null when there is no classic group with this id.
   *
   * @param hasOffsets makes it one that nobody has joined, if no protocol knows it
   */
  public @Nullable DescribedGroup describe(String groupId, boolean hasOffsets) {
    Group group = groups.find(groupId);
    if (group == null && hasOffsets) {
      return Descriptions.ofOffsets(groupId);
    }
    return group instanceof ClassicGroup classic ? Descriptions.of(classic) : null;
  }

  private ClassicGroup get(String groupId) {
    if (groupId.isEmpty()) {
      throw new CoordinatorException(ErrorCode.INVALID_GROUP_ID, "The group's id is empty");
    }
    if (groups.find(groupId) instanceof ClassicGroup group) {
      return group;
    }
    throw new CoordinatorException(
        ErrorCode.UNKNOWN_MEMBER_ID, "There is no classic group " + groupId);
  }

  /** Takes a record over; what it says of a group that lives, that group knows. */
  public void replay(GroupMetadataKey key, @Nullable GroupMetadataValue value) {
    Group known = groups.find(key.group());
    if (value == null) {
      if (known instanceof ClassicGroup group) {
        group.expected().clear();
        groups.remove(key.group());
      }
    } else if (!loaded || !(known instanceof ClassicGroup)) {
      groups.put(createdOrRead(key.group(), value));
    }
  }

  private ClassicGroup createdOrRead(String groupId, GroupMetadataValue value) {
    ClassicGroup group = created;
    created = null;
    return group != null && group.groupId().equals(groupId)
        ? group
        : GroupRecords.read(context, groupId, value);
  }

  /** Sessions begin; a group that is larger than it may be now has to join again. */
  public void onLoaded() {
    loaded = true;
    forEach(
        group -> {
          resume(group);
          if (group.roster().size() > config.maxSize()) {
            context.decide(
                () -> Unasked.decide(rebalance.changed(group, "it is larger than allowed")));
          }
        });
  }

  /** A group was to become a consumer group, and is not: what it was about to do begins anew. */
  public void remained(ClassicGroup group) {
    resume(group);
    if (group.state() instanceof ClassicState.CompletingRebalance) {
      context.decide(
          () -> Unasked.decide(rebalance.changed(group, "it did not become a consumer group")));
    }
  }

  /** Begins the sessions of a group's members. */
  public void resume(ClassicGroup group) {
    group.roster().all().forEach(member -> rebalance.keepAlive(group, member));
  }

  /** A group was turned into a consumer group: its members are to join that one. */
  public void becameConsumer(ClassicGroup former) {
    former.die(ErrorCode.REBALANCE_IN_PROGRESS);
  }

  /** A consumer group was turned into this classic group, whose members are to join again. */
  public void becameClassic(String groupId) {
    if (groups.find(groupId) instanceof ClassicGroup group) {
      resume(group);
      context.decide(
          () -> Unasked.decide(rebalance.changed(group, "it was a consumer group until now")));
    }
  }

  public void onUnloaded() {
    forEach(group -> group.die(ErrorCode.NOT_COORDINATOR));
  }

  private void forEach(Consumer<ClassicGroup> action) {
    groups.all().stream()
        .filter(ClassicGroup.class::isInstance)
        .map(ClassicGroup.class::cast)
        .forEach(action);
  }
}
