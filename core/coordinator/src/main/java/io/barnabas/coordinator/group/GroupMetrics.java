package io.barnabas.coordinator.group;

/** Hears what groups do, for whoever counts. Called on the coordinator's shard. */
public interface GroupMetrics {
  GroupMetrics NONE = new GroupMetrics() {};

  /** A group has agreed on a new distribution of work, and it is committed. */
  default void onRebalanced(GroupType type) {}

  /**
   * Offsets have been committed, and are in the log.
   *
   * @param durationNs since that was decided
   */
  default void onOffsetsCommitted(int offsets, long durationNs) {}
}
