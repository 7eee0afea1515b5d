package io.barnabas.broker.handler.group;

import io.barnabas.broker.group.GroupCoordinators;
import io.barnabas.broker.partition.Failure;
import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.Call;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.SyncGroupRequest;
import io.barnabas.protocol.message.SyncGroupResponse;

/** Gives a member its assignment, when the leader of its group has brought it. */
public final class SyncGroupHandler implements ApiHandler<SyncGroupRequest> {
  /** From this version on members have to say what the protocol is (KIP-559). */
  private static final short FIRST_VERSION_WITH_PROTOCOL = 5;

  private final GroupCoordinators coordinators;

  public SyncGroupHandler(GroupCoordinators coordinators) {
    this.coordinators = coordinators;
  }

  @Override
  public ApiKey apiKey() {
    return ApiKey.SYNC_GROUP;
  }

  @Override
  public void handle(Call<SyncGroupRequest> call) {
    SyncGroupRequest request = call.request();
    if (call.version() >= FIRST_VERSION_WITH_PROTOCOL && !saysProtocol(request)) {
      call.answer(refusal(ErrorCode.INCONSISTENT_GROUP_PROTOCOL));
      return;
    }
    call.answer(
        coordinators
            .ask(call.shard(), request.groupId(), coordinator -> coordinator.syncGroup(request))
            .exceptionally(failure -> refusal(Failure.of(failure).error())));
  }

  private static boolean saysProtocol(SyncGroupRequest request) {
    return request.protocolType() != null && request.protocolName() != null;
  }

  private static SyncGroupResponse refusal(ErrorCode error) {
    return new SyncGroupResponse().errorCode(error.code());
  }
}
