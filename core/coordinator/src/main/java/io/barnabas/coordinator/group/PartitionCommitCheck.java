package io.barnabas.coordinator.group;

import io.barnabas.coordinator.CoordinatorException;

/**
 * Lets the commit of one partition's offset through or refuses it: a member of a consumer group may
 * commit with an older epoch what it has owned since that epoch (KIP-1251).
 */
public interface PartitionCommitCheck {
  PartitionCommitCheck PASS = (topic, partition) -> {};

  /**
   * Returns if the commit may go through.
   *
   * @throws CoordinatorException what the whole request is answered with, such as
   *     STALE_MEMBER_EPOCH
   */
  void check(String topic, int partition);
}
