package io.barnabas.broker.handler.group;

import io.barnabas.broker.group.GroupCoordinators;
import io.barnabas.broker.handler.TopicLeaders;
import io.barnabas.broker.partition.Failure;
import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.Call;
import io.barnabas.environment.Shard;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.message.DeleteGroupsRequest;
import io.barnabas.protocol.message.DeleteGroupsResponse;
import io.barnabas.protocol.message.DeleteGroupsResponse.DeletableGroupResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Has the coordinators of groups delete them. */
public final class DeleteGroupsHandler implements ApiHandler<DeleteGroupsRequest> {
  private final GroupCoordinators coordinators;

  public DeleteGroupsHandler(GroupCoordinators coordinators) {
    this.coordinators = coordinators;
  }

  @Override
  public ApiKey apiKey() {
    return ApiKey.DELETE_GROUPS;
  }

  @Override
  public void handle(Call<DeleteGroupsRequest> call) {
    call.answer(
        TopicLeaders.all(
                call.request().groupsNames().stream()
                    .distinct()
                    .map(groupId -> delete(call.shard(), groupId))
                    .toList())
            .thenApply(results -> new DeleteGroupsResponse().results(results)));
  }

  private CompletionStage<DeletableGroupResult> delete(Shard asker, String groupId) {
    return deleteWhole(asker, groupId)
        .thenApply(complete -> new DeletableGroupResult())
        .exceptionally(DeleteGroupsHandler::refusal)
        .thenApply(result -> result.groupId(groupId));
  }

  /** A group with many offsets is deleted in pieces, each of which has to be asked for. */
  private CompletionStage<Boolean> deleteWhole(Shard asker, String groupId) {
    return coordinators
        .ask(asker, groupId, coordinator -> coordinator.administration().delete(groupId))
        .thenCompose(
            complete ->
                complete ? CompletableFuture.completedStage(true) : deleteWhole(asker, groupId));
  }

  private static DeletableGroupResult refusal(Throwable failure) {
    Failure told = Failure.of(failure);
    return new DeletableGroupResult().errorCode(told.error().code()).errorMessage(told.message());
  }
}
