package io.barnabas.client.admin;

import io.barnabas.client.Cluster;
import io.barnabas.client.ServerErrorException;
import io.barnabas.client.group.GroupRouting;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.DeleteGroupsRequest;
import io.barnabas.protocol.message.DeleteGroupsResponse;
import io.barnabas.protocol.message.ListGroupsRequest;
import io.barnabas.protocol.message.ListGroupsResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Lists and deletes groups; throws {@link ServerErrorException} if a broker refuses. */
public final class GroupAdmin {
  private final Cluster cluster;
  private final GroupRouting routing;

  public GroupAdmin(Cluster cluster, GroupRouting routing) {
    this.cluster = cluster;
    this.routing = routing;
  }

  /**
   * The groups of all brokers, sorted by id.
   *
   * @param states names of states, empty for all
   * @param types names of types, empty for all
   */
  public List<ListedGroup> list(Collection<String> states, Collection<String> types) {
    ListGroupsRequest request =
        new ListGroupsRequest().statesFilter(List.copyOf(states)).typesFilter(List.copyOf(types));
    List<ListedGroup> groups = new ArrayList<>();
    for (int broker : cluster.view().nodes().keySet()) {
      ListGroupsResponse response = cluster.ask(broker, request, ListGroupsResponse.class);
      ServerErrorException.check(response.errorCode(), null);
      response.groups().stream().map(GroupAdmin::listed).forEach(groups::add);
    }
    groups.sort(Comparator.comparing(ListedGroup::id));
    return groups;
  }

  private static ListedGroup listed(ListGroupsResponse.ListedGroup group) {
    return new ListedGroup(
        group.groupId(), group.protocolType(), group.groupState(), group.groupType());
  }

  /** Deletes a group that has no members, with its offsets. */
  public void delete(String groupId) {
    DeleteGroupsRequest request = new DeleteGroupsRequest().groupsNames(List.of(groupId));
    routing.repeat(
        groupId,
        coordinator -> {
          coordinator
              .ask(request, DeleteGroupsResponse.class)
              .results()
              .forEach(
                  result -> ServerErrorException.check(result.errorCode(), result.errorMessage()));
          return ErrorCode.NONE;
        });
  }
}
