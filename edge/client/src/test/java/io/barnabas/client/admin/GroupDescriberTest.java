package io.barnabas.client.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.client.Cluster;
import io.barnabas.client.FakeBroker;
import io.barnabas.client.FakeCoordinator;
import io.barnabas.client.FakeTopic;
import io.barnabas.client.TopicPartition;
import io.barnabas.client.group.ClientAssignment;
import io.barnabas.client.group.GroupRouting;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.ConsumerGroupDescribeResponse;
import io.barnabas.protocol.message.DescribeGroupsResponse;
import io.barnabas.protocol.message.ListGroupsResponse;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupDescriberTest {
  private FakeBroker broker;
  private Cluster cluster;

  @BeforeEach
  void start() throws IOException {
    broker = new FakeBroker();
    new FakeTopic(broker, "t", 2).metadata();
    new FakeCoordinator(broker).committed();
    cluster = broker.cluster();
  }

  @AfterEach
  void stop() throws IOException {
    cluster.close();
    broker.close();
  }

  private GroupDescription describe() {
    return new GroupDescriber(new GroupRouting(cluster)).describe("g");
  }

  private void answerAsConsumerGroup(ConsumerGroupDescribeResponse.DescribedGroup group) {
    broker.on(
        ApiKey.CONSUMER_GROUP_DESCRIBE,
        _ -> new ConsumerGroupDescribeResponse().groups(List.of(group)));
  }

  private void answerAsClassicGroup(DescribeGroupsResponse.DescribedGroup group) {
    broker.on(ApiKey.DESCRIBE_GROUPS, _ -> new DescribeGroupsResponse().groups(List.of(group)));
  }

  private static ConsumerGroupDescribeResponse.Assignment partitions(Integer... partitions) {
    return new ConsumerGroupDescribeResponse.Assignment()
        .topicPartitions(
            List.of(
                new ConsumerGroupDescribeResponse.TopicPartitions()
                    .topicName("t")
                    .partitions(List.of(partitions))));
  }

  @Test
  void a_group_of_the_consumer_protocol_has_epochs_and_targets() {
    answerAsConsumerGroup(
        new ConsumerGroupDescribeResponse.DescribedGroup()
            .groupId("g")
            .groupState("Reconciling")
            .groupEpoch(5)
            .assignmentEpoch(4)
            .assignorName("uniform")
            .members(
                List.of(
                    new ConsumerGroupDescribeResponse.Member()
                        .memberId("m")
                        .clientId("c")
                        .clientHost("/h")
                        .memberEpoch(3)
                        .assignment(partitions(1, 0))
                        .targetAssignment(partitions(0)))));
    GroupDescription group = describe();
    assertThat(group.epochs()).isEqualTo(new GroupDescription.Epochs(5, 4));
    assertThat(group.isRebalancing()).isTrue();
    assertThat(group.coordinator().id()).isEqualTo(FakeTopic.BROKER_ID);
    assertThat(group.members())
        .containsExactly(
            new GroupMember(
                "m",
                null,
                "c",
                "/h",
                List.of(new TopicPartition("t", 0), new TopicPartition("t", 1)),
                new GroupMember.Progress(3, List.of(new TopicPartition("t", 0)))));
  }

  @Test
  void a_group_that_is_not_of_the_consumer_protocol_is_a_classic_one() {
    answerAsConsumerGroup(
        new ConsumerGroupDescribeResponse.DescribedGroup()
            .errorCode(ErrorCode.GROUP_ID_NOT_FOUND.code()));
    answerAsClassicGroup(
        new DescribeGroupsResponse.DescribedGroup()
            .groupState("Stable")
            .protocolData("range")
            .members(
                List.of(
                    new DescribeGroupsResponse.DescribedGroupMember()
                        .memberId("m")
                        .memberAssignment(
                            ClientAssignment.write(List.of(new TopicPartition("t", 1)))))));
    GroupDescription group = describe();
    assertThat(group.epochs()).isNull();
    assertThat(group.assignor()).isEqualTo("range");
    assertThat(group.members().getFirst().assigned()).containsExactly(new TopicPartition("t", 1));
  }

  @Test
  void old_brokers_call_a_group_dead_that_is_not_there() {
    answerAsClassicGroup(new DescribeGroupsResponse.DescribedGroup().groupState("Dead"));
    assertThatThrownBy(this::describe).hasMessage("Group g not found.");
  }

  @Test
  void other_refusals_are_not_taken_for_a_classic_group() {
    answerAsConsumerGroup(
        new ConsumerGroupDescribeResponse.DescribedGroup()
            .errorCode(ErrorCode.GROUP_AUTHORIZATION_FAILED.code())
            .errorMessage("no"));
    assertThatThrownBy(this::describe).hasMessage("no");
  }

  @Test
  void groups_are_listed_in_order_with_what_they_are() {
    broker.on(
        ApiKey.LIST_GROUPS,
        _ ->
            new ListGroupsResponse()
                .groups(
                    List.of(
                        listed("z", "consumer", "classic"),
                        listed("b", "connect", "classic"),
                        listed("c", "share", "share"),
                        listed("a", "", "classic"))));
    assertThat(new GroupAdmin(cluster, new GroupRouting(cluster)).list(List.of(), List.of()))
        .filteredOn(ListedGroup::isOfConsumers)
        .extracting(ListedGroup::id)
        .containsExactly("a", "z");
  }

  private static ListGroupsResponse.ListedGroup listed(String id, String protocol, String type) {
    return new ListGroupsResponse.ListedGroup()
        .groupId(id)
        .protocolType(protocol)
        .groupState("Stable")
        .groupType(type);
  }
}
