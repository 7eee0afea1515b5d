package io.barnabas.coordinator.group.offset;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.Group;
import io.barnabas.coordinator.group.Groups;
import io.barnabas.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All groups that clients can see: those of a protocol, and those known only by their offsets. */
final class KnownGroups {
  private final Groups groups;
  private final CommittedOffsets offsets;

  KnownGroups(Groups groups, CommittedOffsets offsets) {
    this.groups = groups;
    this.offsets = offsets;
  }

  @Nullable Group find(String groupId) {
    Group group = groups.find(groupId);
    if (group != null) {
      return group;
    }
    return offsets.contains(groupId) ? new OffsetsOnlyGroup(groupId) : null;
  }

  /**
   * The group, which must be there.
   *
   * @throws CoordinatorException GROUP_ID_NOT_FOUND
   */
  Group require(String groupId) {
    Group group = find(groupId);
    if (group == null) {
      throw new CoordinatorException(ErrorCode.GROUP_ID_NOT_FOUND, "There is no group " + groupId);
    }
    return group;
  }

  /** A copy, each group once. */
  List<Group> all() {
    List<Group> all = new ArrayList<>(groups.all());
    for (String groupId : offsets.groupIds()) {
      if (groups.find(groupId) == null) {
        all.add(new OffsetsOnlyGroup(groupId));
      }
    }
    return all;
  }
}
