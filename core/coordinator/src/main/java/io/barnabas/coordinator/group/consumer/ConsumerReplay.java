package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.group.Group;
import io.barnabas.coordinator.group.Groups;
import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.coordinator.runtime.RecordOrigin;
import io.barnabas.coordinator.runtime.UndoLog;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.coordinator.ConsumerGroupCurrentMemberAssignmentKey;
import io.barnabas.protocol.coordinator.ConsumerGroupCurrentMemberAssignmentValue;
import io.barnabas.protocol.coordinator.ConsumerGroupMemberMetadataKey;
import io.barnabas.protocol.coordinator.ConsumerGroupMemberMetadataValue;
import io.barnabas.protocol.coordinator.ConsumerGroupMetadataKey;
import io.barnabas.protocol.coordinator.ConsumerGroupMetadataValue;
import io.barnabas.protocol.coordinator.ConsumerGroupPartitionMetadataKey;
import io.barnabas.protocol.coordinator.ConsumerGroupRegularExpressionKey;
import io.barnabas.protocol.coordinator.ConsumerGroupRegularExpressionValue;
import io.barnabas.protocol.coordinator.ConsumerGroupTargetAssignmentMemberKey;
import io.barnabas.protocol.coordinator.ConsumerGroupTargetAssignmentMemberValue;
import io.barnabas.protocol.coordinator.ConsumerGroupTargetAssignmentMetadataKey;
import io.barnabas.protocol.coordinator.ConsumerGroupTargetAssignmentMetadataValue;
import java.util.Collections;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes over the records of consumer groups. A log that is being compacted may have lost any record
 * that a later one replaces, so none needs another before it, and a tombstone of what is not there
 * is nothing.
 */
public final class ConsumerReplay {
  private final Groups groups;
  private final Supplier<TopicCatalog> catalog;
  private final UndoLog undoLog;

  public ConsumerReplay(Groups groups, Supplier<TopicCatalog> catalog, UndoLog undoLog) {
    this.groups = groups;
    this.catalog = catalog;
    this.undoLog = undoLog;
  }

  /** Takes a record over; false when it is not about a consumer group. */
  public boolean replay(CoordinatorRecord record, RecordOrigin origin) {
    Message value = record.value();
    switch (record.key()) {
      case ConsumerGroupMetadataKey key ->
          replayEpoch(key, (ConsumerGroupMetadataValue) value, origin);
      case ConsumerGroupPartitionMetadataKey key -> replayPartitionMetadata(key, value != null);
      case ConsumerGroupMemberMetadataKey key ->
          replayMember(key, (ConsumerGroupMemberMetadataValue) value);
      case ConsumerGroupTargetAssignmentMetadataKey key ->
          replayTargetEpoch(key, (ConsumerGroupTargetAssignmentMetadataValue) value);
      case ConsumerGroupTargetAssignmentMemberKey key ->
          replayTarget(key, (ConsumerGroupTargetAssignmentMemberValue) value);
      case ConsumerGroupCurrentMemberAssignmentKey key ->
          replayCurrent(key, (ConsumerGroupCurrentMemberAssignmentValue) value);
      case ConsumerGroupRegularExpressionKey key ->
          replayPattern(key, (ConsumerGroupRegularExpressionValue) value);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void replayEpoch(
      ConsumerGroupMetadataKey key,
      @Nullable ConsumerGroupMetadataValue value,
      RecordOrigin origin) {
    if (value != null) {
      created(key.groupId())
          .setEpoch(new GroupEpoch(value.epoch(), value.metadataHash(), origin.timestampMs()));
    } else if (existing(key.groupId()) != null) {
      groups.remove(key.groupId());
    }
  }

  private void replayPartitionMetadata(ConsumerGroupPartitionMetadataKey key, boolean present) {
    ConsumerGroup group = present ? created(key.groupId()) : existing(key.groupId());
    if (group != null) {
      group.setHasPartitionMetadata(present);
    }
  }

  private void replayMember(
      ConsumerGroupMemberMetadataKey key, @Nullable ConsumerGroupMemberMetadataValue value) {
    if (value != null) {
      ConsumerGroup group = created(key.groupId());
      ConsumerMember before = group.member(key.memberId());
      CurrentAssignment current = before == null ? CurrentAssignment.JOINING : before.current();
      group.put(new ConsumerMember(key.memberId(), RecordValues.metadata(value), current));
      return;
    }
    ConsumerGroup group = existing(key.groupId());
    if (group != null) {
      group.remove(key.memberId());
    }
  }

  private void replayTargetEpoch(
      ConsumerGroupTargetAssignmentMetadataKey key,
      @Nullable ConsumerGroupTargetAssignmentMetadataValue value) {
    if (value != null) {
      created(key.groupId())
          .setTargetEpoch(new TargetEpoch(value.assignmentEpoch(), value.assignmentTimestamp()));
      return;
    }
    ConsumerGroup group = existing(key.groupId());
    if (group != null) {
      group.setTargetEpoch(new TargetEpoch(-1, 0));
    }
  }

  private void replayTarget(
      ConsumerGroupTargetAssignmentMemberKey key,
      @Nullable ConsumerGroupTargetAssignmentMemberValue value) {
    if (value != null) {
      created(key.groupId()).setTarget(key.memberId(), RecordValues.target(value));
      return;
    }
    ConsumerGroup group = existing(key.groupId());
    if (group != null) {
      group.removeTarget(key.memberId());
    }
  }

  private void replayCurrent(
      ConsumerGroupCurrentMemberAssignmentKey key,
      @Nullable ConsumerGroupCurrentMemberAssignmentValue value) {
    if (value != null) {
      ConsumerGroup group = created(key.groupId());
      ConsumerMember before = group.member(key.memberId());
      MemberMetadata metadata = before == null ? MemberMetadata.NONE : before.metadata();
      group.put(new ConsumerMember(key.memberId(), metadata, RecordValues.current(value)));
      return;
    }
    ConsumerGroup group = existing(key.groupId());
    ConsumerMember member = group == null ? null : group.member(key.memberId());
    if (group != null && member != null) {
      group.put(member.with(CurrentAssignment.GONE));
    }
  }

  private void replayPattern(
      ConsumerGroupRegularExpressionKey key, @Nullable ConsumerGroupRegularExpressionValue value) {
    if (value != null) {
      created(key.groupId())
          .subscriptions()
          .resolve(
              key.regularExpression(),
              new ResolvedPattern(
                  Collections.unmodifiableSortedSet(new TreeSet<>(value.topics())),
                  value.version(),
                  value.timestamp()));
      return;
    }
    ConsumerGroup group = existing(key.groupId());
    if (group != null) {
      group.subscriptions().forget(key.regularExpression());
    }
  }

  private @Nullable ConsumerGroup existing(String groupId) {
    return groups.find(groupId) instanceof ConsumerGroup group ? group : null;
  }

  /** The group, made on its first record; an empty one of another kind gives way. */
  private ConsumerGroup created(String groupId) {
    Group found = groups.find(groupId);
    if (found instanceof ConsumerGroup group) {
      return group;
    }
    if (found != null && !found.isEmpty()) {
      throw new IllegalStateException(
          "group " + groupId + " is " + found.type() + " and has members");
    }
    ConsumerGroup group = new ConsumerGroup(groupId, catalog, undoLog);
    groups.put(group);
    return group;
  }
}
