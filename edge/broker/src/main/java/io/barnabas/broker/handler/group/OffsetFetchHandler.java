package io.barnabas.broker.handler.group;

import io.barnabas.broker.group.GroupCoordinators;
import io.barnabas.broker.handler.TopicLeaders;
import io.barnabas.broker.partition.Failure;
import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.Call;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.message.OffsetFetchRequest;
import io.barnabas.protocol.message.OffsetFetchRequest.OffsetFetchRequestGroup;
import io.barnabas.protocol.message.OffsetFetchResponse;
import io.barnabas.protocol.message.OffsetFetchResponse.OffsetFetchResponseGroup;
import java.util.concurrent.CompletionStage;

/** Asks the coordinators of groups for their offsets. */
public final class OffsetFetchHandler implements ApiHandler<OffsetFetchRequest> {
  /** Version 0 is for offsets in ZooKeeper. */
  private static final short FIRST_VERSION_OF_COORDINATORS = 1;

  private static final short FIRST_VERSION_WITH_SEVERAL_GROUPS = 8;

  private final GroupCoordinators coordinators;

  public OffsetFetchHandler(GroupCoordinators coordinators) {
    this.coordinators = coordinators;
  }

  @Override
  public ApiKey apiKey() {
    return ApiKey.OFFSET_FETCH;
  }

  @Override
  public short lowestVersion() {
    return FIRST_VERSION_OF_COORDINATORS;
  }

  @Override
  public void handle(Call<OffsetFetchRequest> call) {
    call.answer(
        call.version() >= FIRST_VERSION_WITH_SEVERAL_GROUPS ? severalGroups(call) : oneGroup(call));
  }

  private CompletionStage<OffsetFetchResponse> severalGroups(Call<OffsetFetchRequest> call) {
    return TopicLeaders.all(
            call.request().groups().stream().map(group -> fetch(call, group)).toList())
        .thenApply(groups -> new OffsetFetchResponse().groups(groups));
  }

  private CompletionStage<OffsetFetchResponse> oneGroup(Call<OffsetFetchRequest> call) {
    SingleGroupFetch single = new SingleGroupFetch(call.request(), call.version());
    return fetch(call, single.group()).thenApply(single::answer);
  }

  private CompletionStage<OffsetFetchResponseGroup> fetch(
      Call<OffsetFetchRequest> call, OffsetFetchRequestGroup group) {
    return coordinators
        .ask(
            call.shard(),
            group.groupId(),
            coordinator ->
                coordinator.offsets().fetch(group, call.request().requireStable(), call.version()))
        .exceptionally(
            failure ->
                new OffsetFetchResponseGroup()
                    .groupId(group.groupId())
                    .errorCode(Failure.of(failure).error().code()));
  }
}
