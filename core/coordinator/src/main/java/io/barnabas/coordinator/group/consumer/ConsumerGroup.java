package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.Group;
import io.barnabas.coordinator.group.GroupType;
import io.barnabas.coordinator.group.OffsetCommitter;
import io.barnabas.coordinator.group.OffsetsUnused;
import io.barnabas.coordinator.group.PartitionCommitCheck;
import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.group.assignor.Assignment;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.coordinator.runtime.TrackedMap;
import io.barnabas.coordinator.runtime.TrackedValue;
import io.barnabas.coordinator.runtime.UndoLog;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.ListGroupsResponse.ListedGroup;
import io.barnabas.protocol.primitive.Uuid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A group under the consumer protocol: what its records say, and what follows from them. Changed by
 * replay only, through {@link ConsumerReplay}.
 *
 * <pre>
 *   group epoch ---- assignor ---> target epoch ---- reconciliation ---> epoch of each member
 *   grows with every change        what each member is to have           what each member has
 * </pre>
 */
public final class ConsumerGroup implements Group {
  private static final long NEVER_CHECKED = Long.MIN_VALUE;

  private final String groupId;
  private final Supplier<TopicCatalog> catalog;
  private final TrackedValue<GroupEpoch> epoch;
  private final TrackedValue<TargetEpoch> targetEpoch;
  private final TrackedValue<Boolean> hasPartitionMetadata;
  private final TrackedMap<String, ConsumerMember> members;
  private final TrackedMap<String, String> staticMembers;
  private final TrackedMap<String, Assignment> targets;
  private final Tally<Integer> stableByEpoch;
  private final Subscriptions subscriptions;
  private final PartitionOwners owners;
  private long checkedCatalog = NEVER_CHECKED;

  /**
   * A group that nobody is in yet.
   *
   * @param catalog the topics as they are now
   */
  public ConsumerGroup(String groupId, Supplier<TopicCatalog> catalog, UndoLog undoLog) {
    this.groupId = groupId;
    this.catalog = catalog;
    epoch = new TrackedValue<>(undoLog, new GroupEpoch(0, 0, 0));
    targetEpoch = new TrackedValue<>(undoLog, new TargetEpoch(0, 0));
    hasPartitionMetadata = new TrackedValue<>(undoLog, false);
    members = new TrackedMap<>(undoLog);
    staticMembers = new TrackedMap<>(undoLog);
    targets = new TrackedMap<>(undoLog);
    stableByEpoch = new Tally<>(undoLog);
    subscriptions = new Subscriptions(undoLog);
    owners = new PartitionOwners(undoLog);
  }

  @Override
  public String groupId() {
    return groupId;
  }

  @Override
  public GroupType type() {
    return GroupType.CONSUMER;
  }

  public ConsumerGroupState state() {
    if (members.isEmpty()) {
      return ConsumerGroupState.EMPTY;
    }
    if (epoch().epoch() > targetEpoch().epoch()) {
      return ConsumerGroupState.ASSIGNING;
    }
    return stableByEpoch.count(targetEpoch().epoch()) < members.size()
        ? ConsumerGroupState.RECONCILING
        : ConsumerGroupState.STABLE;
  }

  @Override
  public String stateName() {
    return state().wireName();
  }

  @Override
  public boolean isEmpty() {
    return members.isEmpty();
  }

  @Override
  public ListedGroup listed() {
    return new ListedGroup()
        .groupId(groupId)
        .protocolType("consumer")
        .groupState(stateName())
        .groupType(type().wireName());
  }

  @Override
  public PartitionCommitCheck validateOffsetCommit(OffsetCommitter committer) {
    return new ConsumerOffsetRules(this, catalog.get()).commit(committer);
  }

  @Override
  public void validateOffsetFetch(@Nullable String memberId, int memberEpoch) {
    new ConsumerOffsetRules(this, catalog.get()).fetch(memberId, memberEpoch);
  }

  @Override
  public void validateDelete() {
    if (!isEmpty()) {
      throw new CoordinatorException(
          ErrorCode.NON_EMPTY_GROUP, "group " + groupId + " is in the state " + stateName());
    }
  }

  @Override
  public boolean isSubscribedTo(String topic) {
    return subscriptions.contains(topic);
  }

  /** The last member's going is written with a new epoch: since then the group is empty. */
  @Override
  public OffsetsUnused offsetsUnused() {
    return isEmpty()
        ? new OffsetsUnused.Since(epoch().sinceMs())
        : new OffsetsUnused.SinceCommitIfNotSubscribed();
  }

  @Override
  public List<CoordinatorRecord> tombstones() {
    ConsumerRecords write = records();
    List<CoordinatorRecord> tombstones = new ArrayList<>();
    for (String memberId : new TreeSet<>(members.keys())) {
      tombstones.add(write.noCurrent(memberId));
      tombstones.add(write.noTarget(memberId));
      tombstones.add(write.noMember(memberId));
    }
    tombstones.add(write.noTargetEpoch());
    new TreeSet<>(subscriptions.resolved().keySet())
        .forEach(pattern -> tombstones.add(write.noPattern(pattern)));
    if (hasPartitionMetadata()) {
      tombstones.add(write.noPartitionMetadata());
    }
    tombstones.add(write.noGroupEpoch());
    return tombstones;
  }

  public ConsumerRecords records() {
    return new ConsumerRecords(groupId);
  }

  public GroupEpoch epoch() {
    return epoch.get();
  }

  public TargetEpoch targetEpoch() {
    return targetEpoch.get();
  }

  public @Nullable ConsumerMember member(String memberId) {
    return members.get(memberId);
  }

  /** A view, in no particular order; not to be iterated over while the group changes. */
  public Collection<ConsumerMember> members() {
    return members.values();
  }

  /** The id of the member that has an instance id; null when none has. */
  public @Nullable String staticMember(String instanceId) {
    return staticMembers.get(instanceId);
  }

  /** What a member is to own. */
  public Assignment target(String memberId) {
    Assignment target = targets.get(memberId);
    return target == null ? Assignment.EMPTY : target;
  }

  /** Who has a partition, or has yet to give it up. */
  public @Nullable String ownerOf(Uuid topicId, int partition) {
    return owners.ownerOf(topicId, partition);
  }

  /** The topics that the subscribed patterns stand for, as far as they are resolved; a view. */
  public Map<String, ResolvedPattern> resolvedPatterns() {
    return subscriptions.resolved();
  }

  Subscriptions subscriptions() {
    return subscriptions;
  }

  boolean hasPartitionMetadata() {
    return hasPartitionMetadata.get();
  }

  /** Whether the subscribed topics have yet to be compared with this version of the catalog. */
  boolean isToBeCheckedWith(TopicCatalog topics) {
    return checkedCatalog != topics.version();
  }

  void checkedWith(TopicCatalog topics) {
    checkedCatalog = topics.version();
  }

  /** What was found out about the subscribed topics was not written. */
  void forgetCheck() {
    checkedCatalog = NEVER_CHECKED;
  }

  void setEpoch(GroupEpoch newEpoch) {
    epoch.set(newEpoch);
  }

  void setTargetEpoch(TargetEpoch newEpoch) {
    targetEpoch.set(newEpoch);
  }

  void setHasPartitionMetadata(boolean has) {
    hasPartitionMetadata.set(has);
  }

  void setTarget(String memberId, Assignment target) {
    targets.put(memberId, target);
  }

  void removeTarget(String memberId) {
    targets.remove(memberId);
  }

  /** Adds a member or puts it in the place of the one with its id. */
  void put(ConsumerMember member) {
    ConsumerMember before = members.put(member.memberId(), member);
    CurrentAssignment current = CurrentAssignment.JOINING;
    if (before != null) {
      current = before.current();
      uncount(before);
    }
    count(member);
    owners.move(member.memberId(), current, member.current());
  }

  void remove(String memberId) {
    ConsumerMember before = members.remove(memberId);
    if (before != null) {
      uncount(before);
      owners.move(memberId, before.current(), CurrentAssignment.GONE);
    }
  }

  private void count(ConsumerMember member) {
    subscriptions.add(member.metadata());
    if (member.instanceId() != null) {
      staticMembers.put(member.instanceId(), member.memberId());
    }
    if (member.current().state() == MemberState.STABLE) {
      stableByEpoch.add(member.epoch());
    }
  }

  private void uncount(ConsumerMember member) {
    subscriptions.remove(member.metadata());
    String instanceId = member.instanceId();
    if (instanceId != null && member.memberId().equals(staticMembers.get(instanceId))) {
      staticMembers.remove(instanceId);
    }
    if (member.current().state() == MemberState.STABLE) {
      stableByEpoch.remove(member.epoch());
    }
  }
}
