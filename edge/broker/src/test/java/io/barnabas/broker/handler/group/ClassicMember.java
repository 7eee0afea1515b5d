package io.barnabas.broker.handler.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.broker.simulated.WireClient;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.HeartbeatRequest;
import io.barnabas.protocol.message.HeartbeatResponse;
import io.barnabas.protocol.message.JoinGroupRequest;
import io.barnabas.protocol.message.JoinGroupRequest.JoinGroupRequestProtocol;
import io.barnabas.protocol.message.JoinGroupResponse;
import io.barnabas.protocol.message.LeaveGroupRequest;
import io.barnabas.protocol.message.LeaveGroupRequest.MemberIdentity;
import io.barnabas.protocol.message.LeaveGroupResponse;
import io.barnabas.protocol.message.SyncGroupRequest;
import io.barnabas.protocol.message.SyncGroupRequest.SyncGroupRequestAssignment;
import io.barnabas.protocol.message.SyncGroupResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A lone member of a group, which speaks the version of some release on all its requests. */
final class ClassicMember {
  private final WireClient client;
  private final String groupId;
  private final int joinVersion;
  private String memberId = "";
  private int generation = -1;

  ClassicMember(WireClient client, String groupId, int joinVersion) {
    this.client = client;
    this.groupId = groupId;
    this.joinVersion = joinVersion;
  }

  String memberId() {
    return memberId;
  }

  /** Joins, again if it is told to come with its id. */
  JoinGroupResponse join() {
    JoinGroupResponse answer = tryJoin();
    if (answer.errorCode() == ErrorCode.MEMBER_ID_REQUIRED.code()) {
      assertThat(joinVersion).isGreaterThanOrEqualTo(4);
      memberId = answer.memberId();
      answer = tryJoin();
    }
    assertThat(ErrorCode.forCode(answer.errorCode())).isEqualTo(ErrorCode.NONE);
    memberId = answer.memberId();
    generation = answer.generationId();
    return answer;
  }

  private JoinGroupResponse tryJoin() {
    JoinGroupRequest request =
        new JoinGroupRequest()
            .groupId(groupId)
            .memberId(memberId)
            .sessionTimeoutMs(10_000)
            .protocolType("consumer")
            .protocols(
                List.of(
                    new JoinGroupRequestProtocol().name("range").metadata(bytes("subscription"))));
    if (joinVersion > 0) {
      request.rebalanceTimeoutMs(20_000);
    }
    return client.ask(joinVersion, request);
  }

  /** Gives all work to itself. */
  SyncGroupResponse sync(int version, String work) {
    SyncGroupRequest request =
        new SyncGroupRequest()
            .groupId(groupId)
            .memberId(memberId)
            .generationId(generation)
            .assignments(
                List.of(
                    new SyncGroupRequestAssignment().memberId(memberId).assignment(bytes(work))));
    if (version >= 5) {
      request.protocolType("consumer").protocolName("range");
    }
    return client.ask(version, request);
  }

  HeartbeatResponse heartbeat(int version) {
    return client.ask(
        version,
        new HeartbeatRequest().groupId(groupId).memberId(memberId).generationId(generation));
  }

  LeaveGroupResponse leave(int version) {
    LeaveGroupRequest request = new LeaveGroupRequest().groupId(groupId);
    if (version < 3) {
      request.memberId(memberId);
    } else {
      request.members(List.of(new MemberIdentity().memberId(memberId)));
    }
    return client.ask(version, request);
  }

  static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
