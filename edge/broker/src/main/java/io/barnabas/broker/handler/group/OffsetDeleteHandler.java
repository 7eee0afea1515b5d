package io.barnabas.broker.handler.group;

import io.barnabas.broker.group.GroupCoordinators;
import io.barnabas.broker.partition.Failure;
import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.Call;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.message.OffsetDeleteRequest;
import io.barnabas.protocol.message.OffsetDeleteResponse;

/** Has a group's coordinator delete single offsets. */
public final class OffsetDeleteHandler implements ApiHandler<OffsetDeleteRequest> {
  private final GroupCoordinators coordinators;

  public OffsetDeleteHandler(GroupCoordinators coordinators) {
    this.coordinators = coordinators;
  }

  @Override
  public ApiKey apiKey() {
    return ApiKey.OFFSET_DELETE;
  }

  @Override
  public void handle(Call<OffsetDeleteRequest> call) {
    OffsetDeleteRequest request = call.request();
    call.answer(
        coordinators
            .ask(
                call.shard(),
                request.groupId(),
                coordinator -> coordinator.offsets().delete(request))
            .exceptionally(
                failure ->
                    new OffsetDeleteResponse().errorCode(Failure.of(failure).error().code())));
  }
}
