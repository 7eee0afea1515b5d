package io.barnabas.broker.handler.group;

import io.barnabas.broker.group.GroupCoordinators;
import io.barnabas.broker.partition.Failure;
import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.Call;
import io.barnabas.coordinator.group.Requester;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.message.JoinGroupRequest;
import io.barnabas.protocol.message.JoinGroupResponse;

/** Lets a member into a group; the answer comes when the group is complete. */
public final class JoinGroupHandler implements ApiHandler<JoinGroupRequest> {
  private static final short FIRST_VERSION_WITH_REBALANCE_TIMEOUT = 1;

  /** Before, a protocol that is not known is told as an empty name. */
  private static final short FIRST_VERSION_WITHOUT_PROTOCOL = 7;

  private final GroupCoordinators coordinators;

  public JoinGroupHandler(GroupCoordinators coordinators) {
    this.coordinators = coordinators;
  }

  @Override
  public ApiKey apiKey() {
    return ApiKey.JOIN_GROUP;
  }

  @Override
  public void handle(Call<JoinGroupRequest> call) {
    JoinGroupRequest request = call.request();
    if (call.version() < FIRST_VERSION_WITH_REBALANCE_TIMEOUT) {
      request.rebalanceTimeoutMs(request.sessionTimeoutMs());
    }
    Requester requester = Requesters.of(call);
    call.answer(
        coordinators
            .ask(
                call.shard(),
                request.groupId(),
                coordinator -> coordinator.joinGroup(requester, request))
            .exceptionally(failure -> refusal(request, failure))
            .thenApply(response -> told(response, call.version())));
  }

  private static JoinGroupResponse refusal(JoinGroupRequest request, Throwable failure) {
    return new JoinGroupResponse()
        .memberId(request.memberId())
        .protocolName(null)
        .errorCode(Failure.of(failure).error().code());
  }

  private static JoinGroupResponse told(JoinGroupResponse response, short version) {
    return response.protocolName() == null && version < FIRST_VERSION_WITHOUT_PROTOCOL
        ? response.protocolName("")
        : response;
  }
}
