package io.barnabas.broker.handler.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.broker.simulated.SimulatedBroker;
import io.barnabas.broker.simulated.WireClient;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.DescribeGroupsRequest;
import io.barnabas.protocol.message.DescribeGroupsResponse;
import io.barnabas.protocol.message.DescribeGroupsResponse.DescribedGroup;
import io.barnabas.protocol.message.FindCoordinatorRequest;
import io.barnabas.protocol.message.HeartbeatRequest;
import io.barnabas.protocol.message.HeartbeatResponse;
import io.barnabas.protocol.message.JoinGroupRequest;
import io.barnabas.protocol.message.JoinGroupResponse;
import io.barnabas.protocol.message.LeaveGroupRequest;
import io.barnabas.protocol.message.LeaveGroupRequest.MemberIdentity;
import io.barnabas.protocol.message.LeaveGroupResponse;
import io.barnabas.protocol.message.LeaveGroupResponse.MemberResponse;
import io.barnabas.protocol.message.SyncGroupRequest;
import io.barnabas.protocol.message.SyncGroupResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests of classic groups over the wire, in all their versions. */
class ClassicGroupHandlersTest {
  private static final int READ_DELETE_DESCRIBE_AND_CONFIGS =
      1 << 3 | 1 << 6 | 1 << 8 | 1 << 10 | 1 << 11;

  private final SimulatedBroker broker = SimulatedBroker.started(2);
  private final WireClient client = broker.connect();

  ClassicGroupHandlersTest() {
    client.ask(0, new FindCoordinatorRequest().key("g"));
    broker.runForMs(5_000); // the coordinators are opened and loaded
  }

  private DescribedGroup describe(int version, String groupId, boolean operations) {
    DescribeGroupsResponse answer =
        client.ask(
            version,
            new DescribeGroupsRequest()
                .groups(List.of(groupId))
                .includeAuthorizedOperations(operations));
    return answer.groups().getFirst();
  }

  private static ErrorCode error(short code) {
    return ErrorCode.forCode(code);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void aMemberOfAnyVersionJoinsWorksAndLeaves(int version) {
    int syncVersion = Math.min(version, SyncGroupRequest.HIGHEST_VERSION);
    int heartbeatVersion = Math.min(version, HeartbeatRequest.HIGHEST_VERSION);
    ClassicMember member = new ClassicMember(client, "g" + version, version);

    JoinGroupResponse joined = member.join();
    assertThat(joined.generationId()).isEqualTo(1);
    assertThat(joined.leader()).isEqualTo(member.memberId());
    assertThat(joined.protocolName()).isEqualTo("range");
    assertThat(joined.members().getFirst().metadata())
        .isEqualTo(ClassicMember.bytes("subscription"));

    SyncGroupResponse synced = member.sync(syncVersion, "all of it");
    assertThat(error(synced.errorCode())).isEqualTo(ErrorCode.NONE);
    assertThat(synced.assignment()).isEqualTo(ClassicMember.bytes("all of it"));
    assertThat(error(member.heartbeat(heartbeatVersion).errorCode())).isEqualTo(ErrorCode.NONE);

    LeaveGroupResponse left = member.leave(Math.min(version, LeaveGroupRequest.HIGHEST_VERSION));
    assertThat(error(left.errorCode())).isEqualTo(ErrorCode.NONE);
    assertThat(error(member.heartbeat(heartbeatVersion).errorCode()))
        .isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void aRefusalCanBeToldInAnyVersion(int version) {
    JoinGroupResponse refused =
        client.ask(
            version,
            new JoinGroupRequest()
                .groupId("g")
                .memberId("m")
                .sessionTimeoutMs(1)
                .rebalanceTimeoutMs(version == 0 ? -1 : 1));
    assertThat(error(refused.errorCode())).isEqualTo(ErrorCode.INVALID_SESSION_TIMEOUT);
    assertThat(refused.memberId()).isEqualTo("m");
    assertThat(refused.protocolName()).isEqualTo(version < 7 ? "" : null);
  }

  @Test
  void anEmptyGroupIdIsRefused() {
    JoinGroupResponse joined = client.ask(5, new JoinGroupRequest().sessionTimeoutMs(10_000));
    SyncGroupResponse synced = client.ask(3, new SyncGroupRequest());
    HeartbeatResponse beaten = client.ask(3, new HeartbeatRequest());
    LeaveGroupResponse left = client.ask(3, new LeaveGroupRequest());

    assertThat(
            List.of(joined.errorCode(), synced.errorCode(), beaten.errorCode(), left.errorCode()))
        .containsOnly(ErrorCode.INVALID_GROUP_ID.code());
  }

  @Test
  void aSyncHasToSayTheProtocolSinceVersion5() {
    ClassicMember member = new ClassicMember(client, "g", 9);
    member.join();

    SyncGroupResponse refused =
        client.ask(5, new SyncGroupRequest().groupId("g").memberId(member.memberId()));

    assertThat(error(refused.errorCode())).isEqualTo(ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
    assertThat(error(member.sync(5, "x").errorCode())).isEqualTo(ErrorCode.NONE);
  }

  @Test
  void anOldClientIsToldThatItHadLeftBefore() {
    ClassicMember member = new ClassicMember(client, "g", 2);
    member.join();
    member.leave(2);

    assertThat(error(member.leave(2).errorCode())).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
  }

  @Test
  void severalMembersLeaveAtOnceAndEachIsAnswered() {
    ClassicMember member = new ClassicMember(client, "g", 9);
    member.join();

    LeaveGroupResponse answer =
        client.ask(
            5,
            new LeaveGroupRequest()
                .groupId("g")
                .members(
                    List.of(
                        new MemberIdentity().memberId("nobody"),
                        new MemberIdentity().memberId(member.memberId()).reason("done"))));

    assertThat(error(answer.errorCode())).isEqualTo(ErrorCode.NONE);
    assertThat(answer.members())
        .extracting(MemberResponse::errorCode)
        .containsExactly(ErrorCode.UNKNOWN_MEMBER_ID.code(), ErrorCode.NONE.code());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void aGroupIsDescribedInEveryVersion(int version) {
    ClassicMember member = new ClassicMember(client, "g", 3);
    member.join();
    member.sync(2, "all of it");

    DescribedGroup group = describe(version, "g", version >= 3);

    assertThat(group.groupState()).isEqualTo("Stable");
    assertThat(group.protocolType()).isEqualTo("consumer");
    assertThat(group.protocolData()).isEqualTo("range");
    assertThat(group.members().getFirst().memberId()).isEqualTo(member.memberId());
    assertThat(group.members().getFirst().clientHost()).isEqualTo("/127.0.0.1");
    assertThat(group.members().getFirst().memberAssignment())
        .isEqualTo(ClassicMember.bytes("all of it"));
    assertThat(group.authorizedOperations())
        .isEqualTo(version >= 3 ? READ_DELETE_DESCRIBE_AND_CONFIGS : Integer.MIN_VALUE);
  }

  @Test
  void aGroupThatIsNotThereIsDeadAndSinceVersion6AnError() {
    assertThat(describe(5, "nothing", false).groupState()).isEqualTo("Dead");
    assertThat(error(describe(5, "nothing", false).errorCode())).isEqualTo(ErrorCode.NONE);
    assertThat(describe(6, "nothing", false).groupState()).isEqualTo("Dead");
    assertThat(error(describe(6, "nothing", true).errorCode()))
        .isEqualTo(ErrorCode.GROUP_ID_NOT_FOUND);
  }
}
