package io.barnabas.conformance.adapter;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;

/** What the admin client tells of groups since they have types. */
final class LaterGroups {
  private LaterGroups() {}

  static Set<String> ids(AdminClient admin, Set<String> states, Set<String> types) {
    ListGroupsOptions options =
        new ListGroupsOptions()
            .inGroupStates(
                states.stream().map(GroupState::parse).collect(Collectors.toUnmodifiableSet()))
            .withTypes(
                types.stream().map(GroupType::parse).collect(Collectors.toUnmodifiableSet()));
    return Waiting.forResult(admin.listGroups(options).all()).stream()
        .map(GroupListing::groupId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static String type(ConsumerGroupDescription described) {
    return described.type().toString();
  }

  static String state(ConsumerGroupDescription described) {
    return described.groupState().toString();
  }
}
