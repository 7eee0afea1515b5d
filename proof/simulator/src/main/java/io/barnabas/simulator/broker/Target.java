package io.barnabas.simulator.broker;

import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.simulator.PartitionHistory;
import java.util.Optional;

/** A partition that a client works with. */
record Target(TopicModel topic, int partition) {
  static Optional<Target> any(Workload workload, SeededRandomness chance) {
    return workload
        .anyTopic(chance)
        .map(topic -> new Target(topic, chance.nextInt(topic.partitionCount())));
  }

  PartitionHistory history() {
    return topic.partition(partition);
  }

  boolean isPresent() {
    return topic.isPresent();
  }
}
