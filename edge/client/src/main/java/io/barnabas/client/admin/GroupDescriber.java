package io.barnabas.client.admin;

import io.barnabas.client.ServerErrorException;
import io.barnabas.client.TopicPartition;
import io.barnabas.client.group.ClientAssignment;
import io.barnabas.client.group.GroupRouting;
import io.barnabas.client.metadata.Node;
import io.barnabas.client.network.BrokerConnection;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.ConsumerGroupDescribeRequest;
import io.barnabas.protocol.message.ConsumerGroupDescribeResponse;
import io.barnabas.protocol.message.DescribeGroupsRequest;
import io.barnabas.protocol.message.DescribeGroupsResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes groups of both protocols. */
public final class GroupDescriber {
  private static final String DEAD = "Dead";

  private final GroupRouting routing;

  public GroupDescriber(GroupRouting routing) {
    this.routing = routing;
  }

  /**
   * Describes a group.
   *
   * @throws ServerErrorException GROUP_ID_NOT_FOUND if there is none
   */
  public GroupDescription describe(String groupId) {
    return routing.repeat(groupId, coordinator -> describe(groupId, coordinator));
  }

  /**
   * Which protocol a group has is not known; a coordinator that has none of one tries the other.
   */
  private GroupDescription describe(String groupId, BrokerConnection coordinator) {
    GroupDescription described =
        coordinator.serves(ApiKey.CONSUMER_GROUP_DESCRIBE)
            ? describeConsumerGroup(groupId, coordinator)
            : null;
    return described == null ? describeClassicGroup(groupId, coordinator) : described;
  }

  private @Nullable GroupDescription describeConsumerGroup(
      String groupId, BrokerConnection coordinator) {
    ConsumerGroupDescribeResponse.DescribedGroup group =
        coordinator
            .ask(
                new ConsumerGroupDescribeRequest().groupIds(List.of(groupId)),
                ConsumerGroupDescribeResponse.class)
            .groups()
            .getFirst();
    if (group.errorCode() == ErrorCode.GROUP_ID_NOT_FOUND.code()) {
      return null;
    }
    ServerErrorException.check(group.errorCode(), group.errorMessage());
    return new GroupDescription(
        groupId,
        group.groupState(),
        group.assignorName(),
        node(groupId),
        new GroupDescription.Epochs(group.groupEpoch(), group.assignmentEpoch()),
        group.members().stream().map(GroupDescriber::memberOf).toList());
  }

  private static GroupMember memberOf(ConsumerGroupDescribeResponse.Member member) {
    return new GroupMember(
        member.memberId(),
        member.instanceId(),
        member.clientId(),
        member.clientHost(),
        partitionsOf(member.assignment()),
        new GroupMember.Progress(member.memberEpoch(), partitionsOf(member.targetAssignment())));
  }

  private static List<TopicPartition> partitionsOf(
      ConsumerGroupDescribeResponse.Assignment assignment) {
    return assignment.topicPartitions().stream()
        .flatMap(
            topic ->
                topic.partitions().stream()
                    .map(partition -> new TopicPartition(topic.topicName(), partition)))
        .sorted()
        .toList();
  }

  private GroupDescription describeClassicGroup(String groupId, BrokerConnection coordinator) {
    DescribeGroupsResponse.DescribedGroup group =
        coordinator
            .ask(new DescribeGroupsRequest().groups(List.of(groupId)), DescribeGroupsResponse.class)
            .groups()
            .getFirst();
    boolean notFound = group.errorCode() == ErrorCode.GROUP_ID_NOT_FOUND.code();
    if (notFound || group.groupState().equals(DEAD)) {
      throw ServerErrorException.of(
          ErrorCode.GROUP_ID_NOT_FOUND.code(), "Group " + groupId + " not found.");
    }
    ServerErrorException.check(group.errorCode(), group.errorMessage());
    return new GroupDescription(
        groupId,
        group.groupState(),
        group.protocolData(),
        node(groupId),
        null,
        group.members().stream().map(GroupDescriber::memberOf).toList());
  }

  private static GroupMember memberOf(DescribeGroupsResponse.DescribedGroupMember member) {
    return new GroupMember(
        member.memberId(),
        member.groupInstanceId(),
        member.clientId(),
        member.clientHost(),
        ClientAssignment.read(member.memberAssignment()).stream().sorted().toList(),
        null);
  }

  private Node node(String groupId) {
    return routing.coordinator(groupId);
  }
}
