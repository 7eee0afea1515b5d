package io.barnabas.broker.partition;

import io.barnabas.log.TopicPartition;
import io.barnabas.replication.PartitionLeader;

/** Hears which partitions a shard has. All calls come on that shard. */
public interface PartitionListener {
  PartitionListener NONE = new PartitionListener() {};

  /** A partition has come here; its log is not open yet. */
  default void onHosted(TopicPartition partition) {}

  /** A partition that was announced is led from now on. */
  default void onLed(PartitionLeader leader) {}

  /** A partition goes away, or was never led. */
  default void onEnded(TopicPartition partition) {}
}
