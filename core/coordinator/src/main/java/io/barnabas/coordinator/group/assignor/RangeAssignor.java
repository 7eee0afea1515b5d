package io.barnabas.coordinator.group.assignor;

import io.barnabas.coordinator.group.TopicCatalog;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Gives every subscriber of a topic a range of neighbouring partitions, in the order of members, so
 * that the same numbers of topics with equal partition counts and equal subscribers come to the
 * same member: what joins of co-partitioned topics need (KIP-848). Static members come first, by
 * their instance id, so that one that comes back under another member id gets what it had.
 */
public final class RangeAssignor implements PartitionAssignor {
  @Override
  public String name() {
    return "range";
  }

  @Override
  public GroupAssignment assign(GroupSpec spec, TopicCatalog topics) {
    if (spec.members().isEmpty()) {
      return new GroupAssignment(Map.of());
    }
    PartitionRow row = PartitionRow.of(spec, topics);
    Ownership ownership = new Ownership(spec, row);
    int[] ranks = ranks(ownership);
    int[][] subscribers = ownership.subscribers();
    for (int topic = 0; topic < row.topicCount(); topic++) {
      giveRanges(ownership, row, topic, inOrder(subscribers[topic], ranks));
    }
    return ownership.toAssignment();
  }

  /** The first members get one partition more than the others if the count does not divide. */
  private static void giveRanges(
      Ownership ownership, PartitionRow row, int topic, int[] subscribers) {
    int least = row.partitionCount(topic) / subscribers.length;
    int extra = row.partitionCount(topic) % subscribers.length;
    int place = row.start(topic);
    for (int i = 0; i < subscribers.length && place < row.end(topic); i++) {
      int end = place + least + (i < extra ? 1 : 0);
      while (place < end) {
        ownership.give(place++, subscribers[i]);
      }
    }
  }

  /** The position of each member in the order in which ranges are given. */
  private static int[] ranks(Ownership ownership) {
    int[] order =
        IntStream.range(0, ownership.memberCount())
            .boxed()
            .sorted(
                Comparator.comparing(
                    member -> ownership.member(member).instanceId(), staticMembersFirst()))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] ranks = new int[order.length];
    for (int rank = 0; rank < order.length; rank++) {
      ranks[order[rank]] = rank;
    }
    return ranks;
  }

  private static Comparator<@Nullable String> staticMembersFirst() {
    return Comparator.nullsLast(Comparator.naturalOrder());
  }

  private static int[] inOrder(int[] members, int[] ranks) {
    int[] memberOfRank = new int[ranks.length];
    Arrays.fill(memberOfRank, -1);
    for (int member : members) {
      memberOfRank[ranks[member]] = member;
    }
    return Arrays.stream(memberOfRank).filter(member -> member >= 0).toArray();
  }
}
