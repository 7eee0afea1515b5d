package io.barnabas.client.group;

import io.barnabas.client.FakeBroker;
import io.barnabas.client.TopicPartition;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.message.HeartbeatResponse;
import io.barnabas.protocol.message.JoinGroupRequest;
import io.barnabas.protocol.message.JoinGroupResponse;
import io.barnabas.protocol.message.LeaveGroupResponse;
import io.barnabas.protocol.message.SyncGroupRequest;
import io.barnabas.protocol.message.SyncGroupResponse;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A classic group with one real member, which leads it unless an assignment is given; fails as it
 * is told.
 */
final class FakeGroup {
  static final String MEMBER_ID = "member-1";

  private final AtomicInteger generation = new AtomicInteger();
  private final Queue<ErrorCode> joinErrors = new ArrayDeque<>();
  private final Queue<ErrorCode> syncErrors = new ArrayDeque<>();
  private final Queue<ErrorCode> heartbeatErrors = new ArrayDeque<>();
  private final Queue<List<TopicPartition>> assignments = new ArrayDeque<>();

  FakeGroup(FakeBroker broker) {
    broker
        .on(ApiKey.JOIN_GROUP, request -> join((JoinGroupRequest) request))
        .on(ApiKey.SYNC_GROUP, request -> sync((SyncGroupRequest) request))
        .on(ApiKey.HEARTBEAT, _ -> new HeartbeatResponse().errorCode(next(heartbeatErrors).code()))
        .on(ApiKey.LEAVE_GROUP, _ -> new LeaveGroupResponse());
  }

  FakeGroup failJoin(ErrorCode... errors) {
    joinErrors.addAll(List.of(errors));
    return this;
  }

  FakeGroup failSync(ErrorCode... errors) {
    syncErrors.addAll(List.of(errors));
    return this;
  }

  FakeGroup failHeartbeat(ErrorCode... errors) {
    heartbeatErrors.addAll(List.of(errors));
    return this;
  }

  /** Another member leads, and assigns that in the next generation. */
  FakeGroup assign(TopicPartition... partitions) {
    assignments.add(List.of(partitions));
    return this;
  }

  private static ErrorCode next(Queue<ErrorCode> errors) {
    return errors.isEmpty() ? ErrorCode.NONE : errors.remove();
  }

  private Message join(JoinGroupRequest request) {
    ErrorCode error = next(joinErrors);
    if (error == ErrorCode.NONE && request.memberId().isEmpty()) {
      error = ErrorCode.MEMBER_ID_REQUIRED;
    }
    JoinGroupRequest.JoinGroupRequestProtocol protocol = request.protocols().getFirst();
    return new JoinGroupResponse()
        .errorCode(error.code())
        .generationId(error == ErrorCode.NONE ? generation.incrementAndGet() : -1)
        .protocolType("consumer")
        .protocolName(protocol.name())
        .memberId(MEMBER_ID)
        .leader(assignments.isEmpty() ? MEMBER_ID : "another")
        .members(
            List.of(
                new JoinGroupResponse.JoinGroupResponseMember()
                    .memberId(MEMBER_ID)
                    .metadata(protocol.metadata())));
  }

  private Message sync(SyncGroupRequest request) {
    ErrorCode error = next(syncErrors);
    SyncGroupResponse response = new SyncGroupResponse().errorCode(error.code());
    if (error == ErrorCode.NONE) {
      response.assignment(
          assignments.isEmpty()
              ? request.assignments().getFirst().assignment()
              : ClientAssignment.write(assignments.remove()));
    }
    return response;
  }
}
