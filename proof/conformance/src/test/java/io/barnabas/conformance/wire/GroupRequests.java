package io.barnabas.conformance.wire;

import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.ResponseFrame;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatRequest;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatResponse;
import io.barnabas.protocol.message.FindCoordinatorRequest;
import io.barnabas.protocol.message.FindCoordinatorResponse;
import io.barnabas.protocol.message.HeartbeatRequest;
import io.barnabas.protocol.message.HeartbeatResponse;
import io.barnabas.protocol.message.JoinGroupRequest;
import io.barnabas.protocol.message.JoinGroupRequest.JoinGroupRequestProtocol;
import io.barnabas.protocol.message.JoinGroupResponse;
import io.barnabas.protocol.message.LeaveGroupRequest;
import io.barnabas.protocol.message.LeaveGroupRequest.MemberIdentity;
import io.barnabas.protocol.message.LeaveGroupResponse;
import io.barnabas.protocol.message.OffsetCommitRequest;
import io.barnabas.protocol.message.OffsetCommitRequest.OffsetCommitRequestPartition;
import io.barnabas.protocol.message.OffsetCommitRequest.OffsetCommitRequestTopic;
import io.barnabas.protocol.message.OffsetCommitResponse;
import io.barnabas.protocol.message.OffsetFetchRequest;
import io.barnabas.protocol.message.OffsetFetchRequest.OffsetFetchRequestGroup;
import io.barnabas.protocol.message.OffsetFetchResponse;
import io.barnabas.protocol.message.SyncGroupRequest;
import io.barnabas.protocol.message.SyncGroupRequest.SyncGroupRequestAssignment;
import io.barnabas.protocol.message.SyncGroupResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What members of groups ask, one request at a time, and the error codes of the answers. */
public final class GroupRequests {
  private static final int JOIN = 9;
  private static final int SYNC = 5;
  private static final int HEARTBEAT = 4;
  private static final int LEAVE = 5;
  private static final int COMMIT = 9;
  private static final int FETCH = 9;
  private static final int FIND = 4;
  private static final int CONSUMER_HEARTBEAT = 1;
  private static final int TIMEOUT_MS = 10_000;

  private GroupRequests() {}

  /** Asks for a group's coordinator until there is one; the first time that makes its topic. */
  public static void awaitCoordinator(Wire wire, String group) throws IOException {
    while (findCoordinator(wire, group) != ErrorCode.NONE
        || fetchedOffsets(wire, group) == ErrorCode.COORDINATOR_LOAD_IN_PROGRESS) {
      Thread.onSpinWait();
    }
  }

  private static @Nullable ErrorCode findCoordinator(Wire wire, String group) throws IOException {
    FindCoordinatorResponse answer =
        (FindCoordinatorResponse)
            wire.call(
                ApiKey.FIND_COORDINATOR,
                FIND,
                new FindCoordinatorRequest().coordinatorKeys(List.of(group)));
    return ErrorCode.forCode(answer.coordinators().getFirst().errorCode());
  }

  private static @Nullable ErrorCode fetchedOffsets(Wire wire, String group) throws IOException {
    OffsetFetchResponse answer =
        (OffsetFetchResponse)
            wire.call(
                ApiKey.OFFSET_FETCH,
                FETCH,
                new OffsetFetchRequest()
                    .groups(List.of(new OffsetFetchRequestGroup().groupId(group).topics(null))));
    return ErrorCode.forCode(answer.groups().getFirst().errorCode());
  }

  /** A request to join with these protocols, of the type that consumers have. */
  public static JoinGroupRequest joining(String group, String memberId, String... protocols) {
    return new JoinGroupRequest()
        .groupId(group)
        .sessionTimeoutMs(TIMEOUT_MS)
        .rebalanceTimeoutMs(TIMEOUT_MS)
        .memberId(memberId)
        .protocolType("consumer")
        .protocols(
            Arrays.stream(protocols)
                .map(
                    name ->
                        new JoinGroupRequestProtocol()
                            .name(name)
                            .metadata(ByteBuffer.wrap(new byte[] {1})))
                .toList());
  }

  public static JoinGroupResponse join(Wire wire, JoinGroupRequest request) throws IOException {
    return (JoinGroupResponse) wire.call(ApiKey.JOIN_GROUP, JOIN, request);
  }

  /** Joins a new group, as its only member, and gets everything. */
  public static JoinGroupResponse joinAlone(Wire wire, String group) throws IOException {
    String memberId = join(wire, joining(group, "", "range")).memberId();
    JoinGroupResponse joined = join(wire, joining(group, memberId, "range"));
    sync(wire, group, memberId, joined.generationId(), "range");
    return joined;
  }

  /** Syncs as a leader without other members. */
  public static @Nullable ErrorCode sync(
      Wire wire, String group, String memberId, int generation, String protocol)
      throws IOException {
    SyncGroupRequest request =
        new SyncGroupRequest()
            .groupId(group)
            .memberId(memberId)
            .generationId(generation)
            .protocolType("consumer")
            .protocolName(protocol)
            .assignments(
                List.of(
                    new SyncGroupRequestAssignment()
                        .memberId(memberId)
                        .assignment(ByteBuffer.wrap(new byte[] {2}))));
    return ErrorCode.forCode(
        ((SyncGroupResponse) wire.call(ApiKey.SYNC_GROUP, SYNC, request)).errorCode());
  }

  public static @Nullable ErrorCode heartbeat(
      Wire wire, String group, String memberId, int generation) throws IOException {
    HeartbeatRequest request =
        new HeartbeatRequest().groupId(group).memberId(memberId).generationId(generation);
    return ErrorCode.forCode(
        ((HeartbeatResponse) wire.call(ApiKey.HEARTBEAT, HEARTBEAT, request)).errorCode());
  }

  /** The error of the request, or else of the member in it. */
  public static @Nullable ErrorCode leave(Wire wire, String group, String memberId)
      throws IOException {
    LeaveGroupResponse answer =
        (LeaveGroupResponse)
            wire.call(
                ApiKey.LEAVE_GROUP,
                LEAVE,
                new LeaveGroupRequest()
                    .groupId(group)
                    .members(List.of(new MemberIdentity().memberId(memberId))));
    return ErrorCode.forCode(
        answer.errorCode() != 0 ? answer.errorCode() : answer.members().getFirst().errorCode());
  }

  /** A commit of offset 1 in partition 0. */
  public static OffsetCommitRequest committing(
      String group, String memberId, int generationOrEpoch, String topic) {
    return new OffsetCommitRequest()
        .groupId(group)
        .memberId(memberId)
        .generationIdOrMemberEpoch(generationOrEpoch)
        .topics(
            List.of(
                new OffsetCommitRequestTopic()
                    .name(topic)
                    .partitions(
                        List.of(
                            new OffsetCommitRequestPartition()
                                .committedOffset(1)
                                .committedMetadata("")))));
  }

  public static @Nullable ErrorCode commit(Wire wire, OffsetCommitRequest request)
      throws IOException {
    return committed((OffsetCommitResponse) wire.call(ApiKey.OFFSET_COMMIT, COMMIT, request));
  }

  /** The frame of a commit, to be sent without waiting. */
  public static byte[] commitFrame(int correlationId, OffsetCommitRequest request) {
    return Wire.frame(ApiKey.OFFSET_COMMIT, COMMIT, correlationId, request);
  }

  /** The error of the first partition in an answer to {@link #commitFrame}. */
  public static @Nullable ErrorCode committed(ByteBuffer frame) {
    return committed(
        (OffsetCommitResponse) ResponseFrame.read(ApiKey.OFFSET_COMMIT, (short) COMMIT, frame));
  }

  private static @Nullable ErrorCode committed(OffsetCommitResponse answer) {
    return ErrorCode.forCode(answer.topics().getFirst().partitions().getFirst().errorCode());
  }

  /** A first heartbeat of a member of a consumer group. */
  public static ConsumerGroupHeartbeatRequest entering(
      String group, String memberId, String topic) {
    return new ConsumerGroupHeartbeatRequest()
        .groupId(group)
        .memberId(memberId)
        .memberEpoch(0)
        .rebalanceTimeoutMs(TIMEOUT_MS)
        .subscribedTopicNames(List.of(topic))
        .topicPartitions(List.of());
  }

  public static ConsumerGroupHeartbeatResponse beat(
      Wire wire, ConsumerGroupHeartbeatRequest request) throws IOException {
    return (ConsumerGroupHeartbeatResponse)
        wire.call(ApiKey.CONSUMER_GROUP_HEARTBEAT, CONSUMER_HEARTBEAT, request);
  }
}
