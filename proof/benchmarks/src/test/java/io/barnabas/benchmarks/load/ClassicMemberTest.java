package io.barnabas.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.benchmarks.wire.ClassicCalls;
import io.barnabas.benchmarks.wire.Official;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.internals.ConsumerProtocol;
import org.apache.kafka.common.message.HeartbeatResponseData;
import org.apache.kafka.common.message.JoinGroupResponseData;
import org.apache.kafka.common.message.JoinGroupResponseData.JoinGroupResponseMember;
import org.apache.kafka.common.message.SyncGroupResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.HeartbeatRequest;
import org.apache.kafka.common.requests.JoinGroupRequest;
import org.apache.kafka.common.requests.LeaveGroupRequest;
import org.apache.kafka.common.requests.SyncGroupRequest;
import org.junit.jupiter.api.Test;

/** The coordinator's part is played by the official classes. */
class ClassicMemberTest {
  private static final String ID = "member-1";

  private final ClassicMember member =
      new ClassicMember(new ClassicCalls("group", "topic", 4), 4096);

  @Test
  void aLeaderSharesThePartitionsOutAndThenSendsHeartbeatsWhenTold() {
    becomeLeaderOf(ID, "other");

    assertThat(member.isSettled()).isTrue();
    assertThat(member.owned()).containsExactly(0, 2);
    assertThat(member.epoch()).isEqualTo(5);
    assertThat(member.next(9)).isNull();
    member.beat();
    HeartbeatRequest heartbeat = (HeartbeatRequest) sent();
    assertThat(heartbeat.data().memberId()).isEqualTo(ID);
    assertThat(heartbeat.data().generationId()).isEqualTo(5);
    member.answered(heartbeatAnswer(Errors.NONE));
    assertThat(member.heartbeats()).isEqualTo(1);
  }

  @Test
  void itJoinsAgainUnderItsIdWhenAHeartbeatSaysSo() {
    becomeLeaderOf(ID, "other");
    member.beat();
    member.next(1);
    member.answered(heartbeatAnswer(Errors.REBALANCE_IN_PROGRESS));

    assertThat(member.isSettled()).isFalse();
    assertThat(((JoinGroupRequest) sent()).data().memberId()).isEqualTo(ID);
  }

  @Test
  void itAsksForAnotherIdWhenItsOwnWasForgotten() {
    becomeLeaderOf(ID);
    member.beat();
    member.next(1);
    member.answered(heartbeatAnswer(Errors.REBALANCE_IN_PROGRESS));
    member.next(1);
    member.answered(
        answer(
            ApiKeys.JOIN_GROUP,
            9,
            new JoinGroupResponseData().setErrorCode(Errors.UNKNOWN_MEMBER_ID.code())));

    assertThat(((JoinGroupRequest) sent()).data().memberId()).isEmpty();
  }

  @Test
  void itLeavesAndThenHasNothingToSay() {
    becomeLeaderOf(ID, "other");
    member.leave();

    assertThat(((LeaveGroupRequest) sent()).data().members().getFirst().memberId()).isEqualTo(ID);
    assertThat(member.hasLeft()).isTrue();
    assertThat(member.next(1)).isNull();
  }

  @Test
  void anErrorThatIsNoPartOfTheProtocolEndsTheRun() {
    becomeLeaderOf(ID);
    member.beat();
    member.next(1);

    assertThatThrownBy(() -> member.answered(heartbeatAnswer(Errors.UNKNOWN_MEMBER_ID)))
        .hasMessageContaining("error code 25");
  }

  private void becomeLeaderOf(String... members) {
    assertThat(((JoinGroupRequest) sent()).data().memberId()).isEmpty();
    member.answered(
        answer(
            ApiKeys.JOIN_GROUP,
            9,
            new JoinGroupResponseData()
                .setErrorCode(Errors.MEMBER_ID_REQUIRED.code())
                .setMemberId(ID)));
    assertThat(((JoinGroupRequest) sent()).data().memberId()).isEqualTo(ID);
    member.answered(
        answer(
            ApiKeys.JOIN_GROUP,
            9,
            new JoinGroupResponseData()
                .setGenerationId(5)
                .setProtocolType("consumer")
                .setProtocolName("range")
                .setLeader(ID)
                .setMemberId(ID)
                .setMembers(
                    List.of(members).stream()
                        .map(id -> new JoinGroupResponseMember().setMemberId(id))
                        .toList())));
    SyncGroupRequest sync = (SyncGroupRequest) sent();
    assertThat(sync.data().assignments()).hasSize(members.length);
    ByteBuffer mine = ByteBuffer.wrap(sync.data().assignments().getFirst().assignment());
    assertThat(ConsumerProtocol.deserializeAssignment(mine.duplicate()).partitions()).isNotEmpty();
    member.answered(
        answer(
            ApiKeys.SYNC_GROUP,
            5,
            new SyncGroupResponseData()
                .setAssignment(sync.data().assignments().getFirst().assignment())));
  }

  private AbstractRequest sent() {
    return Official.request(member.next(3));
  }

  private static ByteBuffer heartbeatAnswer(Errors error) {
    return answer(ApiKeys.HEARTBEAT, 4, new HeartbeatResponseData().setErrorCode(error.code()));
  }

  private static ByteBuffer answer(ApiKeys api, int version, ApiMessage body) {
    return Official.answer(api, version, 3, body);
  }
}
