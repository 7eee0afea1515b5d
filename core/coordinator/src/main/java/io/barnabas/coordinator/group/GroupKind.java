package io.barnabas.coordinator.group;

/**
 * What groups are counted by.
 *
 * @param state as clients know it, see {@link Group#stateName}
 */
public record GroupKind(GroupType type, String state) {
  public static GroupKind of(Group group) {
    return new GroupKind(group.type(), group.stateName());
  }
}
