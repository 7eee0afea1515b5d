package io.barnabas.coordinator.group.offset;

import static java.util.Locale.ROOT;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.Group;
import io.barnabas.coordinator.group.GroupKind;
import io.barnabas.coordinator.runtime.Decision;
import io.barnabas.protocol.message.ListGroupsRequest;
import io.barnabas.protocol.message.ListGroupsResponse.ListedGroup;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What administrators ask of groups of every protocol. To be used on the coordinator's shard. */
public final class GroupAdministration {
  private final CommittedOffsets offsets;
  private final PendingOffsets pending;
  private final KnownGroups groups;

  GroupAdministration(CommittedOffsets offsets, PendingOffsets pending, KnownGroups groups) {
    this.offsets = offsets;
    this.pending = pending;
    this.groups = groups;
  }

  /** How many groups of each kind there are; kinds without groups are left out. */
  public Decision<Map<GroupKind, Long>> count() {
    return Decision.answer(
        groups.all().stream().collect(Collectors.groupingBy(GroupKind::of, Collectors.counting())));
  }

  /**
   * The groups that pass the filters; a filter that is empty lets all pass, and case is ignored.
   */
  public Decision<List<ListedGroup>> list(ListGroupsRequest request) {
    Set<String> states = lowerCase(request.statesFilter());
    Set<String> types = lowerCase(request.typesFilter());
    return Decision.answer(
        groups.all().stream()
            .filter(group -> states.isEmpty() || states.contains(lowerCase(group.stateName())))
            .filter(group -> types.isEmpty() || types.contains(group.type().wireName()))
            .map(Group::listed)
            .toList());
  }

  private static Set<String> lowerCase(List<String> names) {
    return names.stream().map(GroupAdministration::lowerCase).collect(Collectors.toSet());
  }

  private static String lowerCase(String name) {
    return name.strip().toLowerCase(ROOT);
  }

  /**
   * Deletes a group with its offsets, or as many of them as are written together: the answer says
   * whether all is gone. If not, it is to be asked again.
   *
   * @throws CoordinatorException GROUP_ID_NOT_FOUND, NON_EMPTY_GROUP
   */
  public Decision<Boolean> delete(String groupId) {
    Group group = groups.require(groupId);
    group.validateDelete();
    Piece piece = new Piece();
    boolean complete = collectAll(groupId, piece);
    if (complete) {
      for (OffsetPlace place : pending.ofGroup(groupId)) {
        piece.add(groupId, place.topic(), place.partition());
      }
      piece.addAll(group.tombstones());
    }
    return Decision.of(piece.records(), complete);
  }

  private boolean collectAll(String groupId, Piece piece) {
    GroupOffsets found = offsets.find(groupId);
    if (found == null) {
      return true;
    }
    for (GroupOffsets.OfTopic topic : found.topics()) {
      PartitionOffsets partitions = topic.partitions();
      for (int place = 0; place < partitions.size(); place++) {
        if (piece.isFull()) {
          return false;
        }
        piece.add(groupId, topic.topic(), partitions.partitionAt(place));
      }
    }
    return true;
  }
}
