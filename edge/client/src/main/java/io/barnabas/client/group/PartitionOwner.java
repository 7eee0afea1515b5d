package io.barnabas.client.group;

import io.barnabas.client.TopicPartition;
import java.util.Collection;
import java.util.Set;

/** Who reads the partitions that a member has. */
interface PartitionOwner {
  Set<TopicPartition> owned();

  /** Reads these from now on. */
  void take(Collection<TopicPartition> partitions);

  /** Reads these no more; the membership still stands, so what was read can be committed. */
  void giveUp(Collection<TopicPartition> partitions);

  /** Reads these no more; others may have them already. */
  void lose(Collection<TopicPartition> partitions);
}
