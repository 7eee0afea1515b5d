package io.barnabas.broker.handler.group;

import io.barnabas.broker.group.GroupCoordinators;
import io.barnabas.broker.handler.AuthorizedOperations;
import io.barnabas.broker.partition.Failure;
import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.Call;
import io.barnabas.coordinator.group.GroupCoordinator;
import io.barnabas.coordinator.runtime.Decision;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.DescribeGroupsRequest;
import io.barnabas.protocol.message.DescribeGroupsResponse;
import io.barnabas.protocol.message.DescribeGroupsResponse.DescribedGroup;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Tells of classic groups; of others, it says that there is no such group. */
public final class DescribeGroupsHandler implements ApiHandler<DescribeGroupsRequest> {
  private static final String NOT_THERE = "Dead";

  /** Before, a group that is not there is dead, which is no error (KIP-1043). */
  private static final short FIRST_VERSION_WITH_NOT_FOUND = 6;

  private final GroupCoordinators coordinators;

  public DescribeGroupsHandler(GroupCoordinators coordinators) {
    this.coordinators = coordinators;
  }

  @Override
  public ApiKey apiKey() {
    return ApiKey.DESCRIBE_GROUPS;
  }

  @Override
  public void handle(Call<DescribeGroupsRequest> call) {
    List<CompletableFuture<DescribedGroup>> groups =
        call.request().groups().stream()
            .map(groupId -> describe(call, groupId).toCompletableFuture())
            .toList();
    call.answer(
        CompletableFuture.allOf(groups.toArray(CompletableFuture[]::new))
            .thenApply(
                _ ->
                    new DescribeGroupsResponse()
                        .groups(groups.stream().map(CompletableFuture::join).toList())));
  }

  private CompletionStage<DescribedGroup> describe(
      Call<DescribeGroupsRequest> call, String groupId) {
    return coordinators
        .ask(call.shard(), groupId, coordinator -> describe(coordinator, groupId, call.version()))
        .thenApply(group -> withOperations(call.request(), group))
        .exceptionally(
            failure ->
                new DescribedGroup()
                    .groupId(groupId)
                    .errorCode(Failure.of(failure).error().code()));
  }

  private static Decision<DescribedGroup> describe(
      GroupCoordinator coordinator, String groupId, short version) {
    DescribedGroup group = coordinator.describeClassicGroup(groupId);
    return Decision.answer(group == null ? notThere(groupId, version) : group);
  }

  private static DescribedGroup notThere(String groupId, short version) {
    DescribedGroup group = new DescribedGroup().groupId(groupId).groupState(NOT_THERE);
    return version < FIRST_VERSION_WITH_NOT_FOUND
        ? group
        : group
            .errorCode(ErrorCode.GROUP_ID_NOT_FOUND.code())
            .errorMessage("There is no classic group " + groupId);
  }

  private static DescribedGroup withOperations(
      DescribeGroupsRequest request, DescribedGroup group) {
    return request.includeAuthorizedOperations() && group.errorCode() == ErrorCode.NONE.code()
        ? group.authorizedOperations(AuthorizedOperations.ON_GROUP)
        : group;
  }
}
