package io.barnabas.broker.handler.group;

import io.barnabas.broker.group.GroupCoordinators;
import io.barnabas.broker.partition.Failure;
import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.Call;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.message.LeaveGroupRequest;
import io.barnabas.protocol.message.LeaveGroupRequest.MemberIdentity;
import io.barnabas.protocol.message.LeaveGroupResponse;
import java.util.List;

/** Lets members leave their group, several at once since version 3 (KIP-345). */
public final class LeaveGroupHandler implements ApiHandler<LeaveGroupRequest> {
  private static final short FIRST_BATCHED_VERSION = 3;

  private final GroupCoordinators coordinators;

  public LeaveGroupHandler(GroupCoordinators coordinators) {
    this.coordinators = coordinators;
  }

  @Override
  public ApiKey apiKey() {
    return ApiKey.LEAVE_GROUP;
  }

  @Override
  public void handle(Call<LeaveGroupRequest> call) {
    LeaveGroupRequest request = call.request();
    boolean batched = call.version() >= FIRST_BATCHED_VERSION;
    if (!batched) {
      request.members(List.of(new MemberIdentity().memberId(request.memberId())));
    }
    call.answer(
        coordinators
            .ask(call.shard(), request.groupId(), coordinator -> coordinator.leaveGroup(request))
            .thenApply(response -> batched ? response : single(response))
            .exceptionally(
                failure -> new LeaveGroupResponse().errorCode(Failure.of(failure).error().code())));
  }

  private static LeaveGroupResponse single(LeaveGroupResponse response) {
    return new LeaveGroupResponse().errorCode(response.members().getFirst().errorCode());
  }
}
