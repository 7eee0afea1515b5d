package io.barnabas.benchmarks.wire;

import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ResponseFrame;
import io.barnabas.protocol.message.ConsumerProtocolAssignment;
import io.barnabas.protocol.message.ConsumerProtocolAssignment.TopicPartition;
import io.barnabas.protocol.message.ConsumerProtocolSubscription;
import io.barnabas.protocol.message.HeartbeatResponse;
import io.barnabas.protocol.message.JoinGroupRequest;
import io.barnabas.protocol.message.JoinGroupRequest.JoinGroupRequestProtocol;
import io.barnabas.protocol.message.JoinGroupResponse;
import io.barnabas.protocol.message.JoinGroupResponse.JoinGroupResponseMember;
import io.barnabas.protocol.message.LeaveGroupRequest;
import io.barnabas.protocol.message.LeaveGroupRequest.MemberIdentity;
import io.barnabas.protocol.message.SyncGroupRequest;
import io.barnabas.protocol.message.SyncGroupRequest.SyncGroupRequestAssignment;
import io.barnabas.protocol.message.SyncGroupResponse;
import io.barnabas.protocol.primitive.MessageReader;
import io.barnabas.protocol.primitive.MessageWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The requests of a member of a classic group that reads one topic, with the time-outs of Kafka's
 * consumer. The leader gives every member partitions in turn, counted off.
 *
 * @param partitions of the topic
 */
public record ClassicCalls(String group, String topic, int partitions) {
  private static final int JOIN_VERSION = 9;
  private static final int SYNC_VERSION = 5;
  private static final int LEAVE_VERSION = 5;
  private static final int SESSION_TIMEOUT_MS = 45_000;
  private static final int REBALANCE_TIMEOUT_MS = 300_000;
  private static final short EMBEDDED_VERSION = 1;
  private static final String PROTOCOL_TYPE = "consumer";
  private static final String PROTOCOL = "range";

  /** A frame of JoinGroup; {@code memberId} is empty for the first. */
  public ByteBuffer join(int correlationId, String memberId) {
    MessageWriter subscription = new MessageWriter();
    subscription.writeShort(EMBEDDED_VERSION);
    new ConsumerProtocolSubscription().topics(List.of(topic)).write(subscription, EMBEDDED_VERSION);
    JoinGroupRequest request =
        new JoinGroupRequest()
            .groupId(group)
            .sessionTimeoutMs(SESSION_TIMEOUT_MS)
            .rebalanceTimeoutMs(REBALANCE_TIMEOUT_MS)
            .memberId(memberId)
            .protocolType(PROTOCOL_TYPE)
            .protocols(
                List.of(
                    new JoinGroupRequestProtocol()
                        .name(PROTOCOL)
                        .metadata(subscription.toOutbound().bytes())));
    return Frames.of(ApiKey.JOIN_GROUP, JOIN_VERSION, correlationId, request);
  }

  public static JoinGroupResponse joined(ByteBuffer answer) {
    return (JoinGroupResponse) ResponseFrame.read(ApiKey.JOIN_GROUP, (short) JOIN_VERSION, answer);
  }

  /** A frame of SyncGroup; the leader's has everyone's partitions in it. */
  public ByteBuffer sync(int correlationId, JoinGroupResponse joined) {
    SyncGroupRequest request =
        new SyncGroupRequest()
            .groupId(group)
            .generationId(joined.generationId())
            .memberId(joined.memberId())
            .protocolType(PROTOCOL_TYPE)
            .protocolName(PROTOCOL)
            .assignments(assignments(joined.members()));
    return Frames.of(ApiKey.SYNC_GROUP, SYNC_VERSION, correlationId, request);
  }

  public static SyncGroupResponse synced(ByteBuffer answer) {
    return (SyncGroupResponse) ResponseFrame.read(ApiKey.SYNC_GROUP, (short) SYNC_VERSION, answer);
  }

  /** The partitions that a SyncGroup answer gives to its member. */
  public static List<Integer> partitions(SyncGroupResponse synced) {
    MessageReader in = new MessageReader(synced.assignment());
    ConsumerProtocolAssignment assignment = ConsumerProtocolAssignment.read(in, in.readShort());
    return assignment.assignedPartitions().stream()
        .flatMap(assigned -> assigned.partitions().stream())
        .toList();
  }

  public static short heartbeatError(ByteBuffer answer) {
    return ((HeartbeatResponse)
            ResponseFrame.read(ApiKey.HEARTBEAT, (short) HeartbeatFrame.CLASSIC_VERSION, answer))
        .errorCode();
  }

  public ByteBuffer leave(int correlationId, String memberId) {
    LeaveGroupRequest request =
        new LeaveGroupRequest()
            .groupId(group)
            .members(List.of(new MemberIdentity().memberId(memberId)));
    return Frames.of(ApiKey.LEAVE_GROUP, LEAVE_VERSION, correlationId, request);
  }

  private List<SyncGroupRequestAssignment> assignments(List<JoinGroupResponseMember> members) {
    List<SyncGroupRequestAssignment> assignments = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      List<Integer> share = new ArrayList<>();
      for (int partition = i; partition < partitions; partition += members.size()) {
        share.add(partition);
      }
      assignments.add(
          new SyncGroupRequestAssignment()
              .memberId(members.get(i).memberId())
              .assignment(assignment(share)));
    }
    return assignments;
  }

  private ByteBuffer assignment(List<Integer> share) {
    MessageWriter out = new MessageWriter();
    out.writeShort(EMBEDDED_VERSION);
    new ConsumerProtocolAssignment()
        .assignedPartitions(List.of(new TopicPartition().topic(topic).partitions(share)))
        .write(out, EMBEDDED_VERSION);
    return out.toOutbound().bytes();
  }
}
