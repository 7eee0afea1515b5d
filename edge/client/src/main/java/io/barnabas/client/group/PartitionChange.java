package io.barnabas.client.group;

import io.barnabas.client.TopicPartition;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** What an owner has to give up, and then to take, to have other partitions than now. */
record PartitionChange(Set<TopicPartition> givenUp, Set<TopicPartition> taken) {
  static PartitionChange between(
      Collection<TopicPartition> owned, Collection<TopicPartition> wanted) {
    return new PartitionChange(without(owned, wanted), without(wanted, owned));
  }

  private static Set<TopicPartition> without(
      Collection<TopicPartition> partitions, Collection<TopicPartition> others) {
    Set<TopicPartition> rest = new TreeSet<>(partitions);
    rest.removeAll(others);
    return rest;
  }

  /** Makes the owner's partitions those wanted. */
  void applyTo(PartitionOwner owner) {
    owner.giveUp(givenUp);
    owner.take(taken);
  }
}
