package io.barnabas.broker.handler.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.broker.simulated.SimulatedBroker;
import io.barnabas.broker.simulated.Topics;
import io.barnabas.broker.simulated.WireClient;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.ConsumerGroupDescribeRequest;
import io.barnabas.protocol.message.ConsumerGroupDescribeResponse;
import io.barnabas.protocol.message.ConsumerGroupDescribeResponse.DescribedGroup;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatRequest;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatResponse;
import io.barnabas.protocol.message.FindCoordinatorRequest;
import io.barnabas.protocol.message.FindCoordinatorResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsumerGroupHandlersTest {
  private static final int LATEST = ConsumerGroupHeartbeatRequest.HIGHEST_VERSION;

  private final SimulatedBroker broker = SimulatedBroker.started(2);
  private final WireClient client = broker.connect();

  @BeforeEach
  void createTopics() {
    new Topics(client).create("orders", 3);
    FindCoordinatorResponse found =
        client.ask(4, new FindCoordinatorRequest().coordinatorKeys(List.of("g")));
    assertThat(found.coordinators()).hasSize(1);
    broker.runForMs(1_000);
  }

  private static ConsumerGroupHeartbeatRequest join(String memberId) {
    return new ConsumerGroupHeartbeatRequest()
        .groupId("g")
        .memberId(memberId)
        .rebalanceTimeoutMs(60_000)
        .subscribedTopicNames(List.of("orders"))
        .topicPartitions(List.of());
  }

  private ConsumerGroupHeartbeatResponse heartbeat(ConsumerGroupHeartbeatRequest request) {
    return client.ask(LATEST, request);
  }

  private List<DescribedGroup> describe(String... groupIds) {
    ConsumerGroupDescribeResponse answer =
        client.ask(
            LATEST,
            new ConsumerGroupDescribeRequest()
                .groupIds(List.of(groupIds))
                .includeAuthorizedOperations(true));
    return answer.groups();
  }

  @Test
  void aMemberJoinsIsDescribedAndLeaves() {
    ConsumerGroupHeartbeatResponse joined = heartbeat(join("m"));

    assertThat(ErrorCode.forCode(joined.errorCode())).isEqualTo(ErrorCode.NONE);
    assertThat(joined.memberEpoch()).isEqualTo(1);
    assertThat(joined.assignment().topicPartitions().getFirst().partitions())
        .containsExactly(0, 1, 2);

    DescribedGroup group = describe("g").getFirst();
    assertThat(group.groupState()).isEqualTo("Stable");
    assertThat(group.authorizedOperations()).isPositive();
    assertThat(group.members().getFirst().clientHost()).startsWith("/");
    assertThat(group.members().getFirst().assignment().topicPartitions().getFirst().topicName())
        .isEqualTo("orders");

    heartbeat(new ConsumerGroupHeartbeatRequest().groupId("g").memberId("m").memberEpoch(-1));
    assertThat(describe("g").getFirst().groupState()).isEqualTo("Empty");
  }

  @Test
  void aRefusalHasItsCodeAndSaysWhy() {
    heartbeat(join("m"));

    ConsumerGroupHeartbeatResponse refused =
        heartbeat(
            new ConsumerGroupHeartbeatRequest().groupId("g").memberId("other").memberEpoch(1));

    assertThat(ErrorCode.forCode(refused.errorCode())).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
    assertThat(refused.errorMessage()).contains("other");
  }

  @Test
  void groupsThatCantBeDescribedAreToldOneByOne() {
    heartbeat(join("m"));

    assertThat(describe("g", "nowhere", ""))
        .extracting(group -> ErrorCode.forCode(group.errorCode()))
        .containsExactly(ErrorCode.NONE, ErrorCode.GROUP_ID_NOT_FOUND, ErrorCode.INVALID_GROUP_ID);
  }

  @Test
  void anotherLifeOfTheBrokerKnowsTheMember() {
    heartbeat(join("m"));
    broker.stop();
    broker.start();
    WireClient again = broker.connect();
    broker.runForMs(1_000);
    ConsumerGroupHeartbeatResponse answer =
        again.ask(
            LATEST, new ConsumerGroupHeartbeatRequest().groupId("g").memberId("m").memberEpoch(1));

    assertThat(ErrorCode.forCode(answer.errorCode())).isEqualTo(ErrorCode.NONE);
    assertThat(answer.memberEpoch()).isEqualTo(1);
  }
}
