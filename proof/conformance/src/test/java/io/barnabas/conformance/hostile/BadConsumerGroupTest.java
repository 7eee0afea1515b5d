package io.barnabas.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.conformance.broker.Broker;
import io.barnabas.conformance.broker.SharedBroker;
import io.barnabas.conformance.client.Topics;
import io.barnabas.conformance.wire.GroupRequests;
import io.barnabas.conformance.wire.Wire;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatRequest;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ConsumerGroupHeartbeat, asked for what can't be. */
@ExtendWith(SharedBroker.class)
class BadConsumerGroupTest {
  private static final String MEMBER = "DPMfPLQnRdmtAiW0h5yw5w";

  private String group = "";
  private String topic = "";

  @BeforeEach
  void aGroupHasACoordinator(Broker broker) throws IOException {
    group = Topics.name("bad-consumer");
    topic = Topics.create(broker, "bad-consumer");
    try (Wire wire = Wire.to(broker)) {
      GroupRequests.awaitCoordinator(wire, group);
    }
  }

  @Test
  void aFirstHeartbeatMustSayEverything(Broker broker) throws IOException {
    try (Wire wire = Wire.to(broker)) {
      assertThat(refusal(wire, entering().groupId(""))).isEqualTo(ErrorCode.INVALID_REQUEST);
      assertThat(refusal(wire, entering().memberId(""))).isEqualTo(ErrorCode.INVALID_REQUEST);
      assertThat(refusal(wire, entering().rebalanceTimeoutMs(-1)))
          .isEqualTo(ErrorCode.INVALID_REQUEST);
      assertThat(refusal(wire, entering().topicPartitions(null)))
          .isEqualTo(ErrorCode.INVALID_REQUEST);
      assertThat(refusal(wire, entering().subscribedTopicNames(null)))
          .isEqualTo(ErrorCode.INVALID_REQUEST);
      assertThat(refusal(wire, entering().instanceId(""))).isEqualTo(ErrorCode.INVALID_REQUEST);
      assertThat(refusal(wire, entering().rackId(""))).isEqualTo(ErrorCode.INVALID_REQUEST);
      assertThat(refusal(wire, entering().serverAssignor("nobodys")))
          .isEqualTo(ErrorCode.UNSUPPORTED_ASSIGNOR);
      assertThat(refusal(wire, entering().subscribedTopicRegex("[")))
          .isEqualTo(ErrorCode.INVALID_REGULAR_EXPRESSION);
      assertThat(refusal(wire, entering())).isEqualTo(ErrorCode.NONE);
    }
  }

  @Test
  void aMemberNobodyKnowsIsUnknown(Broker broker) throws IOException {
    try (Wire wire = Wire.to(broker)) {
      assertThat(refusal(wire, beating("nobody", 3)))
          .isIn(ErrorCode.GROUP_ID_NOT_FOUND, ErrorCode.UNKNOWN_MEMBER_ID);
      enter(wire);
      assertThat(refusal(wire, beating("nobody", 3))).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
      assertThat(refusal(wire, beating("nobody", -1))).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
      assertThat(commit(wire, "nobody", 3)).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, Integer.MAX_VALUE})
  void anEpochThatIsNotYetIsFenced(int ahead, Broker broker) throws IOException {
    try (Wire wire = Wire.to(broker)) {
      int epoch = enter(wire);
      int wrong = ahead == Integer.MAX_VALUE ? ahead : epoch + ahead;

      assertThat(refusal(wire, beating(MEMBER, wrong))).isEqualTo(ErrorCode.FENCED_MEMBER_EPOCH);
      assertThat(commit(wire, MEMBER, wrong)).isEqualTo(ErrorCode.STALE_MEMBER_EPOCH);
      assertThat(refusal(wire, beating(MEMBER, epoch))).isEqualTo(ErrorCode.NONE);
      assertThat(commit(wire, MEMBER, epoch)).isEqualTo(ErrorCode.NONE);
    }
  }

  @Test
  void epochsBelowThoseOfMembersAreNoRequest(Broker broker) throws IOException {
    try (Wire wire = Wire.to(broker)) {
      enter(wire);
      assertThat(refusal(wire, beating(MEMBER, -3))).isEqualTo(ErrorCode.INVALID_REQUEST);
      assertThat(refusal(wire, beating(MEMBER, Integer.MIN_VALUE)))
          .isEqualTo(ErrorCode.INVALID_REQUEST);
      assertThat(refusal(wire, beating(MEMBER, -2))).isEqualTo(ErrorCode.INVALID_REQUEST);
    }
  }

  @Test
  void aGroupOfAnotherKindIsNoConsumerGroup(Broker broker) throws IOException {
    try (Wire wire = Wire.to(broker)) {
      var joining = GroupRequests.joining(group, "", "connect").protocolType("connect");
      String memberId = GroupRequests.join(wire, joining).memberId();
      GroupRequests.join(wire, joining.memberId(memberId));

      assertThat(refusal(wire, entering())).isEqualTo(ErrorCode.GROUP_ID_NOT_FOUND);
    }
  }

  @Test
  void whoLeavesIsGoneAndMayComeBack(Broker broker) throws IOException {
    try (Wire wire = Wire.to(broker)) {
      enter(wire);
      assertThat(refusal(wire, beating(MEMBER, -1))).isEqualTo(ErrorCode.NONE);
      assertThat(refusal(wire, beating(MEMBER, 1))).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
      assertThat(enter(wire)).isPositive();
    }
  }

  private int enter(Wire wire) throws IOException {
    ConsumerGroupHeartbeatResponse answer = GroupRequests.beat(wire, entering());
    assertThat(answer.errorCode()).isZero();
    return answer.memberEpoch();
  }

  private ConsumerGroupHeartbeatRequest entering() {
    return GroupRequests.entering(group, MEMBER, topic);
  }

  private ConsumerGroupHeartbeatRequest beating(String memberId, int epoch) {
    return new ConsumerGroupHeartbeatRequest().groupId(group).memberId(memberId).memberEpoch(epoch);
  }

  private @Nullable ErrorCode commit(Wire wire, String memberId, int epoch) throws IOException {
    return GroupRequests.commit(wire, GroupRequests.committing(group, memberId, epoch, topic));
  }

  private static @Nullable ErrorCode refusal(Wire wire, ConsumerGroupHeartbeatRequest request)
      throws IOException {
    return ErrorCode.forCode(GroupRequests.beat(wire, request).errorCode());
  }
}
