package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.group.assignor.PartitionAssignor;
import io.barnabas.coordinator.group.assignor.RangeAssignor;
import io.barnabas.coordinator.group.assignor.UniformAssignor;
import java.util.List;

/**
 * How the consumer protocol is served here.
 *
 * @param assignors those that members may choose from; the first is for groups that prefer none
 */
public record ConsumerProtocol(
    ConsumerGroupSettings settings, List<? extends PartitionAssignor> assignors) {
  public ConsumerProtocol {
    assignors = List.copyOf(assignors);
    if (assignors.isEmpty()) {
      throw new IllegalArgumentException("at least one assignor is needed");
    }
  }

  /** With Kafka's assignors, in their order. */
  public static ConsumerProtocol with(ConsumerGroupSettings settings) {
    return new ConsumerProtocol(settings, List.of(new UniformAssignor(), new RangeAssignor()));
  }
}
