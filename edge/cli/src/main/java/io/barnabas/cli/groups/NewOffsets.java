package io.barnabas.cli.groups;

import io.barnabas.client.ClientException;
import io.barnabas.client.TopicPartition;
import io.barnabas.client.admin.ListedOffset;
import io.barnabas.client.admin.OffsetSpec;
import io.barnabas.client.group.CommittedOffset;
import java.io.PrintStream;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Works out the offsets that a rule means for partitions, none outside of what is there. */
final class NewOffsets {
  private final ExistingPartitions existing;
  private final PrintStream warnings;

  NewOffsets(ExistingPartitions existing, PrintStream warnings) {
    this.existing = existing;
    this.warnings = warnings;
  }

  /**
   * The new offsets.
   *
   * @param committed the group's offsets now
   * @throws ClientException if a partition is not there, or has no offset to count from
   */
  SortedMap<TopicPartition, Long> of(
      ResetRule rule,
      Collection<TopicPartition> partitions,
      Map<TopicPartition, CommittedOffset> committed) {
    return switch (rule) {
      case ResetRule.ToEarliest() -> found(partitions, OffsetSpec.EARLIEST);
      case ResetRule.ToLatest() -> found(partitions, OffsetSpec.LATEST);
      case ResetRule.ToCurrent() -> current(partitions, committed);
      case ResetRule.ToOffset(long offset) -> within(partitions, _ -> offset);
      case ResetRule.ShiftBy(long count) ->
          within(partitions, partition -> current(partition, committed) + count);
      case ResetRule.ToTime(long timestampMs) -> atTime(partitions, timestampMs);
      case ResetRule.ToListed _ ->
          throw new IllegalArgumentException("offsets of a file are of groups");
    };
  }

  /** Offsets that are listed, where they are not outside of what is there. */
  SortedMap<TopicPartition, Long> ofListed(Map<TopicPartition, Long> listed) {
    return within(listed.keySet(), partition -> listed.getOrDefault(partition, 0L));
  }

  private SortedMap<TopicPartition, Long> found(
      Collection<TopicPartition> partitions, OffsetSpec specification) {
    SortedMap<TopicPartition, Long> offsets = new TreeMap<>();
    existing
        .find(partitions, specification)
        .forEach((partition, offset) -> offsets.put(partition, offset.offset()));
    for (TopicPartition partition : partitions) {
      if (!offsets.containsKey(partition)) {
        throw new ClientException(partition + " is not there, or has no leader at the moment");
      }
    }
    return offsets;
  }

  private SortedMap<TopicPartition, Long> current(
      Collection<TopicPartition> partitions, Map<TopicPartition, CommittedOffset> committed) {
    SortedMap<TopicPartition, Long> offsets = found(partitions, OffsetSpec.LATEST);
    offsets.replaceAll(
        (partition, latest) -> {
          CommittedOffset current = committed.get(partition);
          return current == null ? latest : current.offset();
        });
    return offsets;
  }

  private static long current(
      TopicPartition partition, Map<TopicPartition, CommittedOffset> committed) {
    CommittedOffset current = committed.get(partition);
    if (current == null) {
      throw new ClientException(
          "Cannot shift offset for partition "
              + partition
              + " since there is no current committed offset");
    }
    return current.offset();
  }

  private SortedMap<TopicPartition, Long> within(
      Collection<TopicPartition> partitions, ToLongFunction<TopicPartition> wish) {
    Map<TopicPartition, Long> earliest = found(partitions, OffsetSpec.EARLIEST);
    SortedMap<TopicPartition, Long> offsets = found(partitions, OffsetSpec.LATEST);
    offsets.replaceAll(
        (partition, latest) ->
            bounded(
                partition,
                wish.applyAsLong(partition),
                earliest.getOrDefault(partition, 0L),
                latest));
    return offsets;
  }

  private long bounded(TopicPartition partition, long wish, long earliest, long latest) {
    if (wish > latest) {
      warnBound(partition, wish, "higher than latest", latest);
      return latest;
    }
    if (wish < earliest) {
      warnBound(partition, wish, "lower than earliest", earliest);
      return earliest;
    }
    return wish;
  }

  private void warnBound(TopicPartition partition, long wish, String how, long bound) {
    warnings.println(
        "New offset (%d) is %s offset for topic partition %s. Value will be set to %d"
            .formatted(wish, how, partition, bound));
  }

  private SortedMap<TopicPartition, Long> atTime(
      Collection<TopicPartition> partitions, long timestampMs) {
    SortedMap<TopicPartition, Long> offsets = found(partitions, OffsetSpec.LATEST);
    Map<TopicPartition, ListedOffset> found =
        existing.find(partitions, OffsetSpec.ofTime(Math.max(0, timestampMs)));
    offsets.replaceAll(
        (partition, latest) -> {
          ListedOffset offset = found.get(partition);
          if (offset != null && offset.isFound()) {
            return offset.offset();
          }
          warnings.println(
              "Partition %d of topic %s has no record of that time or later. Falling back to the latest offset."
                  .formatted(partition.partition(), partition.topic()));
          return latest;
        });
    return offsets;
  }
}
