package io.barnabas.broker.handler.group;

import io.barnabas.broker.group.GroupCoordinators;
import io.barnabas.broker.partition.Failure;
import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.Call;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.message.ListGroupsRequest;
import io.barnabas.protocol.message.ListGroupsResponse;
import io.barnabas.protocol.message.ListGroupsResponse.ListedGroup;
import java.util.List;

/** Lists the groups of all coordinators on this broker. */
public final class ListGroupsHandler implements ApiHandler<ListGroupsRequest> {
  private final GroupCoordinators coordinators;

  public ListGroupsHandler(GroupCoordinators coordinators) {
    this.coordinators = coordinators;
  }

  @Override
  public ApiKey apiKey() {
    return ApiKey.LIST_GROUPS;
  }

  @Override
  public void handle(Call<ListGroupsRequest> call) {
    ListGroupsRequest request = call.request();
    call.answer(
        coordinators
            .askAll(call.shard(), coordinator -> coordinator.administration().list(request))
            .thenApply(ListGroupsHandler::answer)
            .exceptionally(
                failure -> new ListGroupsResponse().errorCode(Failure.of(failure).error().code())));
  }

  private static ListGroupsResponse answer(List<List<ListedGroup>> groups) {
    return new ListGroupsResponse().groups(groups.stream().flatMap(List::stream).toList());
  }
}
