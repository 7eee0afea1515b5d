package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.group.assignor.PartitionAssignor;
import java.util.List;

/**
 * How the consumer protocol is served here.
 *
 * @param assignors those that members may choose from; the first is for groups that prefer none
 * @param patterns what regular expressions mean
 */
public record ConsumerProtocol(
    ConsumerGroupSettings settings,
    List<? extends PartitionAssignor> assignors,
    PatternResolver patterns) {
  public ConsumerProtocol {
    assignors = List.copyOf(assignors);
    if (assignors.isEmpty()) {
      throw new IllegalArgumentException("at least one assignor is needed");
    }
  }
}
