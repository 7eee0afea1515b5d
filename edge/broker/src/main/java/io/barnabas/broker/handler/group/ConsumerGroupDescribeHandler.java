package io.barnabas.broker.handler.group;

import io.barnabas.broker.group.GroupCoordinators;
import io.barnabas.broker.handler.AuthorizedOperations;
import io.barnabas.broker.handler.TopicLeaders;
import io.barnabas.broker.partition.Failure;
import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.Call;
import io.barnabas.coordinator.runtime.Decision;
import io.barnabas.environment.Shard;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.ConsumerGroupDescribeRequest;
import io.barnabas.protocol.message.ConsumerGroupDescribeResponse;
import io.barnabas.protocol.message.ConsumerGroupDescribeResponse.DescribedGroup;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Has the coordinators of consumer groups (KIP-848) describe them. */
public final class ConsumerGroupDescribeHandler
    implements ApiHandler<ConsumerGroupDescribeRequest> {
  private final GroupCoordinators coordinators;

  public ConsumerGroupDescribeHandler(GroupCoordinators coordinators) {
    this.coordinators = coordinators;
  }

  @Override
  public ApiKey apiKey() {
    return ApiKey.CONSUMER_GROUP_DESCRIBE;
  }

  @Override
  public void handle(Call<ConsumerGroupDescribeRequest> call) {
    ConsumerGroupDescribeRequest request = call.request();
    call.answer(
        TopicLeaders.all(
                request.groupIds().stream()
                    .map(groupId -> describe(call.shard(), groupId))
                    .toList())
            .thenApply(
                groups -> {
                  if (request.includeAuthorizedOperations()) {
                    groups.forEach(ConsumerGroupDescribeHandler::addOperations);
                  }
                  return new ConsumerGroupDescribeResponse().groups(groups);
                }));
  }

  private CompletionStage<DescribedGroup> describe(Shard asker, String groupId) {
    if (groupId.isEmpty()) {
      return CompletableFuture.completedStage(
          new DescribedGroup().errorCode(ErrorCode.INVALID_GROUP_ID.code()));
    }
    return coordinators
        .ask(
            asker,
            groupId,
            coordinator -> Decision.answer(coordinator.consumer().describe(groupId)))
        .exceptionally(failure -> refusal(groupId, Failure.of(failure)));
  }

  private static DescribedGroup refusal(String groupId, Failure told) {
    return new DescribedGroup()
        .groupId(groupId)
        .errorCode(told.error().code())
        .errorMessage(told.message());
  }

  private static void addOperations(DescribedGroup group) {
    if (group.errorCode() == ErrorCode.NONE.code()) {
      group.authorizedOperations(AuthorizedOperations.ON_GROUP);
    }
  }
}
