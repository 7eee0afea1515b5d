package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.group.TopicCatalog.Topic;
import io.barnabas.coordinator.group.assignor.Assignment;
import io.barnabas.protocol.message.ConsumerGroupDescribeResponse.DescribedGroup;
import io.barnabas.protocol.message.ConsumerGroupDescribeResponse.Member;
import io.barnabas.protocol.message.ConsumerGroupDescribeResponse.TopicPartitions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A group as ConsumerGroupDescribe tells it. Topics that are gone are left out, since they have no
 * name any more.
 *
 * @param defaultAssignor of groups that prefer none
 */
record ConsumerGroupDescription(ConsumerGroup group, TopicCatalog catalog, String defaultAssignor) {
  private static final byte CLASSIC = 0;
  private static final byte CONSUMER = 1;

  static DescribedGroup refused(CoordinatorException refusal, String groupId) {
    return new DescribedGroup()
        .groupId(groupId)
        .errorCode(refusal.error().code())
        .errorMessage(refusal.getMessage());
  }

  DescribedGroup described() {
    String preferred = new GroupChange(group).preferredAssignor();
    return new DescribedGroup()
        .groupId(group.groupId())
        .groupState(group.stateName())
        .groupEpoch(group.epoch().epoch())
        .assignmentEpoch(group.targetEpoch().epoch())
        .assignorName(preferred == null ? defaultAssignor : preferred)
        .members(
            group.members().stream()
                .sorted(Comparator.comparing(ConsumerMember::memberId))
                .map(this::member)
                .toList());
  }

  private Member member(ConsumerMember member) {
    MemberMetadata metadata = member.metadata();
    CurrentAssignment current = member.current();
    return new Member()
        .memberId(member.memberId())
        .instanceId(metadata.instanceId())
        .rackId(metadata.rackId())
        .memberEpoch(member.epoch())
        .clientId(metadata.client().id())
        .clientHost(metadata.client().host())
        .subscribedTopicNames(List.copyOf(metadata.subscription().topicNames()))
        .subscribedTopicRegex(metadata.subscription().topicRegex())
        .assignment(partitions(current.assigned().and(current.pendingRevocation()).toAssignment()))
        .targetAssignment(partitions(group.target(member.memberId())))
        .memberType(member.usesClassicProtocol() ? CLASSIC : CONSUMER);
  }

  private io.barnabas.protocol.message.ConsumerGroupDescribeResponse.Assignment partitions(
      Assignment assignment) {
    List<TopicPartitions> topics = new ArrayList<>();
    assignment
        .topics()
        .forEach(
            (topicId, partitions) -> {
              Topic topic = catalog.find(topicId);
              if (topic != null) {
                topics.add(
                    new TopicPartitions()
                        .topicId(topicId)
                        .topicName(topic.name())
                        .partitions(List.copyOf(partitions)));
              }
            });
    return new io.barnabas.protocol.message.ConsumerGroupDescribeResponse.Assignment()
        .topicPartitions(topics);
  }
}
