package io.barnabas.cli.groups;

import io.barnabas.client.Cluster;
import io.barnabas.client.TopicPartition;
import io.barnabas.client.admin.GroupDescription;
import io.barnabas.client.admin.GroupMember;
import io.barnabas.client.admin.ListedOffset;
import io.barnabas.client.admin.OffsetSpec;
import io.barnabas.client.group.CommittedOffset;
import io.barnabas.client.group.GroupOffsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds out how far groups have read the partitions they are assigned or have offsets of. */
final class PartitionLags {
  private final GroupOffsets groupOffsets;
  private final ExistingPartitions partitions;

  PartitionLags(Cluster cluster, GroupOffsets groupOffsets) {
    this.groupOffsets = groupOffsets;
    this.partitions = new ExistingPartitions(cluster);
  }

  /** A row for each partition, in order, and then one for each member without partitions. */
  List<PartitionLag> of(GroupDescription group) {
    Map<TopicPartition, CommittedOffset> committed = groupOffsets.fetchAll(group.id());
    Map<TopicPartition, GroupMember> readers = new HashMap<>();
    group.members().forEach(member -> member.assigned().forEach(one -> readers.put(one, member)));
    SortedSet<TopicPartition> all = new TreeSet<>(committed.keySet());
    all.addAll(readers.keySet());
    Map<TopicPartition, ListedOffset> ends = partitions.find(all, OffsetSpec.LATEST);
    List<PartitionLag> lags = new ArrayList<>();
    for (TopicPartition one : all) {
      ListedOffset end = ends.get(one);
      lags.add(
          new PartitionLag(
              one, committed.get(one), end == null ? null : end.offset(), readers.get(one)));
    }
    group.members().stream()
        .filter(member -> member.assigned().isEmpty())
        .map(idle -> new PartitionLag(null, null, null, idle))
        .forEach(lags::add);
    return lags;
  }
}
