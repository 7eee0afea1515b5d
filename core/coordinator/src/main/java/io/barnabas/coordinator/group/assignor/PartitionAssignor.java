package io.barnabas.coordinator.group.assignor;

import io.barnabas.coordinator.group.TopicCatalog;

/** Decides which member is to own which partitions (KIP-848). Has no state and knows no time. */
public interface PartitionAssignor {
  /** The name that members and configs use, such as {@code uniform}. */
  String name();

  /**
   * Assigns every partition of the subscribed topics to exactly one member that subscribes to its
   * topic. The same arguments give the same result.
   */
  GroupAssignment assign(GroupSpec spec, TopicCatalog topics);
}
