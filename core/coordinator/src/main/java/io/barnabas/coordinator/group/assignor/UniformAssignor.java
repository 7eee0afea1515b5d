package io.barnabas.coordinator.group.assignor;

import io.barnabas.coordinator.group.TopicCatalog;
import java.util.Map;

/**
 * Gives members as equal numbers of partitions as their subscriptions allow, and lets them keep
 * what they have as far as that allows (KIP-848). Racks are not considered, as in Kafka 4.
 */
public final class UniformAssignor implements PartitionAssignor {
  @Override
  public String name() {
    return "uniform";
  }

  @Override
  public GroupAssignment assign(GroupSpec spec, TopicCatalog topics) {
    if (spec.members().isEmpty()) {
      return new GroupAssignment(Map.of());
    }
    PartitionRow row = PartitionRow.of(spec, topics);
    Ownership ownership = new Ownership(spec, row);
    if (spec.homogeneous()) {
      EvenShares.decide(ownership, row);
    } else {
      LeveledShares.decide(ownership, row);
    }
    return ownership.toAssignment();
  }
}
