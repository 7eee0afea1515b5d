package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.group.assignor.Assignment;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.protocol.coordinator.ConsumerGroupCurrentMemberAssignmentKey;
import io.barnabas.protocol.coordinator.ConsumerGroupCurrentMemberAssignmentValue;
import io.barnabas.protocol.coordinator.ConsumerGroupMemberMetadataKey;
import io.barnabas.protocol.coordinator.ConsumerGroupMetadataKey;
import io.barnabas.protocol.coordinator.ConsumerGroupMetadataValue;
import io.barnabas.protocol.coordinator.ConsumerGroupPartitionMetadataKey;
import io.barnabas.protocol.coordinator.ConsumerGroupRegularExpressionKey;
import io.barnabas.protocol.coordinator.ConsumerGroupRegularExpressionValue;
import io.barnabas.protocol.coordinator.ConsumerGroupTargetAssignmentMemberKey;
import io.barnabas.protocol.coordinator.ConsumerGroupTargetAssignmentMemberValue;
import io.barnabas.protocol.coordinator.ConsumerGroupTargetAssignmentMemberValue.TopicPartition;
import io.barnabas.protocol.coordinator.ConsumerGroupTargetAssignmentMetadataKey;
import io.barnabas.protocol.coordinator.ConsumerGroupTargetAssignmentMetadataValue;
import java.util.List;

/** Kafka's records of one consumer group, as they are written. */
public record ConsumerRecords(String groupId) {

  public CoordinatorRecord groupEpoch(int epoch, long metadataHash) {
    return CoordinatorRecord.of(
        new ConsumerGroupMetadataKey().groupId(groupId),
        new ConsumerGroupMetadataValue().epoch(epoch).metadataHash(metadataHash));
  }

  public CoordinatorRecord noGroupEpoch() {
    return CoordinatorRecord.tombstone(new ConsumerGroupMetadataKey().groupId(groupId));
  }

  /** Kafka before 4.1 wrote such a record; it is only ever taken away. */
  public CoordinatorRecord noPartitionMetadata() {
    return CoordinatorRecord.tombstone(new ConsumerGroupPartitionMetadataKey().groupId(groupId));
  }

  public CoordinatorRecord member(ConsumerMember member) {
    return CoordinatorRecord.of(memberKey(member.memberId()), RecordValues.of(member.metadata()));
  }

  public CoordinatorRecord noMember(String memberId) {
    return CoordinatorRecord.tombstone(memberKey(memberId));
  }

  private ConsumerGroupMemberMetadataKey memberKey(String memberId) {
    return new ConsumerGroupMemberMetadataKey().groupId(groupId).memberId(memberId);
  }

  public CoordinatorRecord targetEpoch(TargetEpoch target) {
    return CoordinatorRecord.of(
        new ConsumerGroupTargetAssignmentMetadataKey().groupId(groupId),
        new ConsumerGroupTargetAssignmentMetadataValue()
            .assignmentEpoch(target.epoch())
            .assignmentTimestamp(target.computedMs()));
  }

  public CoordinatorRecord noTargetEpoch() {
    return CoordinatorRecord.tombstone(
        new ConsumerGroupTargetAssignmentMetadataKey().groupId(groupId));
  }

  public CoordinatorRecord target(String memberId, Assignment target) {
    List<TopicPartition> topics =
        target.topics().entrySet().stream()
            .map(
                topic ->
                    new TopicPartition()
                        .topicId(topic.getKey())
                        .partitions(List.copyOf(topic.getValue())))
            .toList();
    return CoordinatorRecord.of(
        targetKey(memberId),
        new ConsumerGroupTargetAssignmentMemberValue().topicPartitions(topics));
  }

  public CoordinatorRecord noTarget(String memberId) {
    return CoordinatorRecord.tombstone(targetKey(memberId));
  }

  private ConsumerGroupTargetAssignmentMemberKey targetKey(String memberId) {
    return new ConsumerGroupTargetAssignmentMemberKey().groupId(groupId).memberId(memberId);
  }

  public CoordinatorRecord current(ConsumerMember member) {
    CurrentAssignment current = member.current();
    return CoordinatorRecord.of(
        currentKey(member.memberId()),
        new ConsumerGroupCurrentMemberAssignmentValue()
            .memberEpoch(current.memberEpoch())
            .previousMemberEpoch(current.previousMemberEpoch())
            .state(current.state().code())
            .assignedPartitions(RecordValues.of(current.assigned()))
            .partitionsPendingRevocation(RecordValues.of(current.pendingRevocation())));
  }

  public CoordinatorRecord noCurrent(String memberId) {
    return CoordinatorRecord.tombstone(currentKey(memberId));
  }

  private ConsumerGroupCurrentMemberAssignmentKey currentKey(String memberId) {
    return new ConsumerGroupCurrentMemberAssignmentKey().groupId(groupId).memberId(memberId);
  }

  public CoordinatorRecord pattern(String regex, ResolvedPattern resolved) {
    return CoordinatorRecord.of(
        patternKey(regex),
        new ConsumerGroupRegularExpressionValue()
            .topics(List.copyOf(resolved.topics()))
            .version(resolved.catalogVersion())
            .timestamp(resolved.resolvedMs()));
  }

  public CoordinatorRecord noPattern(String regex) {
    return CoordinatorRecord.tombstone(patternKey(regex));
  }

  private ConsumerGroupRegularExpressionKey patternKey(String regex) {
    return new ConsumerGroupRegularExpressionKey().groupId(groupId).regularExpression(regex);
  }
}
