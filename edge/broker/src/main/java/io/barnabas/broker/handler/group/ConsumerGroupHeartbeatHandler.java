package io.barnabas.broker.handler.group;

import io.barnabas.broker.group.GroupCoordinators;
import io.barnabas.broker.partition.Failure;
import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.Call;
import io.barnabas.coordinator.group.Requester;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatRequest;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatResponse;

/** Passes the heartbeats of consumer groups (KIP-848) on to their coordinators. */
public final class ConsumerGroupHeartbeatHandler
    implements ApiHandler<ConsumerGroupHeartbeatRequest> {
  private final GroupCoordinators coordinators;

  public ConsumerGroupHeartbeatHandler(GroupCoordinators coordinators) {
    this.coordinators = coordinators;
  }

  @Override
  public ApiKey apiKey() {
    return ApiKey.CONSUMER_GROUP_HEARTBEAT;
  }

  @Override
  public void handle(Call<ConsumerGroupHeartbeatRequest> call) {
    ConsumerGroupHeartbeatRequest request = call.request();
    Requester requester = Requesters.of(call);
    call.answer(
        coordinators
            .ask(
                call.shard(),
                request.groupId(),
                coordinator -> coordinator.consumer().heartbeat(request, requester))
            .exceptionally(ConsumerGroupHeartbeatHandler::refusal));
  }

  private static ConsumerGroupHeartbeatResponse refusal(Throwable failure) {
    Failure told = Failure.of(failure);
    return new ConsumerGroupHeartbeatResponse()
        .errorCode(told.error().code())
        .errorMessage(told.message());
  }
}
