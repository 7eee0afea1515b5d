package io.barnabas.cli.groups;

import io.barnabas.client.TopicPartition;
import io.barnabas.client.admin.GroupMember;
import io.barnabas.client.group.CommittedOffset;
import org.jspecify.annotations.Nullable;

/**
 * How far a group has read a partition.
 *
 * @param partition null in the row of a member that has none
 * @param committed null if the group has committed nothing
 * @param endOffset null if the partition is not there any more
 * @param member null if nobody reads it at the moment
 */
record PartitionLag(
    @Nullable TopicPartition partition,
    @Nullable CommittedOffset committed,
    @Nullable Long endOffset,
    @Nullable GroupMember member) {

  /** The records left to read, null if that is not known. */
  @Nullable Long lag() {
    return committed == null || endOffset == null ? null : endOffset - committed.offset();
  }
}
