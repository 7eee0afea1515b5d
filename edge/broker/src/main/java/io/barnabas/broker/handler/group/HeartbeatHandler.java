package io.barnabas.broker.handler.group;

import io.barnabas.broker.group.GroupCoordinators;
import io.barnabas.broker.partition.Failure;
import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.Call;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.HeartbeatRequest;
import io.barnabas.protocol.message.HeartbeatResponse;

/** Keeps a member of a classic group alive, and tells it when it is to join again. */
public final class HeartbeatHandler implements ApiHandler<HeartbeatRequest> {
  private final GroupCoordinators coordinators;

  public HeartbeatHandler(GroupCoordinators coordinators) {
    this.coordinators = coordinators;
  }

  @Override
  public ApiKey apiKey() {
    return ApiKey.HEARTBEAT;
  }

  @Override
  public void handle(Call<HeartbeatRequest> call) {
    HeartbeatRequest request = call.request();
    call.answer(
        coordinators
            .ask(call.shard(), request.groupId(), coordinator -> coordinator.heartbeat(request))
            .exceptionally(failure -> refusal(Failure.of(failure).error())));
  }

  /** A session does not run while its coordinator is loading: to that, every member is alive. */
  private static HeartbeatResponse refusal(ErrorCode error) {
    ErrorCode told = error == ErrorCode.COORDINATOR_LOAD_IN_PROGRESS ? ErrorCode.NONE : error;
    return new HeartbeatResponse().errorCode(told.code());
  }
}
