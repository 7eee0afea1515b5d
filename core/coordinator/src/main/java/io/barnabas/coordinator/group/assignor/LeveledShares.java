package io.barnabas.coordinator.group.assignor;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Shares partitions out among members that subscribe to different topics. Members keep what they
 * have; free partitions go to those with the least; then partitions move along the cheapest paths
 * that take one from a member to another that has at least two less, until there is no such path.
 * Without one the shares are as equal as subscriptions allow (an optimal semi-matching: Harvey,
 * Ladner, Lovász and Tamir, 2006).
 */
final class LeveledShares {
  private final Ownership ownership;
  private final PartitionRow row;
  private final int[][] subscribers;
  private final Holdings holdings;

  private LeveledShares(Ownership ownership, PartitionRow row) {
    this.ownership = ownership;
    this.row = row;
    this.subscribers = ownership.subscribers();
    this.holdings = new Holdings(ownership);
  }

  static void decide(Ownership ownership, PartitionRow row) {
    LeveledShares shares = new LeveledShares(ownership, row);
    shares.keepAll();
    shares.handOutFree();
    shares.level();
    new HomeComing(ownership, row, shares.holdings).run();
    shares.holdings.giveAll();
  }

  private void keepAll() {
    for (int topic = 0; topic < row.topicCount(); topic++) {
      for (int place = row.start(topic); place < row.end(topic); place++) {
        if (ownership.before(place) != Ownership.NOBODY) {
          holdings.add(ownership.before(place), topic, place);
        }
      }
    }
  }

  /** Topics with few subscribers first: their partitions have the least choice. */
  private void handOutFree() {
    List<Integer> topics =
        IntStream.range(0, row.topicCount())
            .boxed()
            .sorted(Comparator.comparingInt(topic -> subscribers[topic].length))
            .toList();
    for (int topic : topics) {
      handOutFree(topic);
    }
  }

  private void handOutFree(int topic) {
    PriorityQueue<Integer> leastFirst =
        new PriorityQueue<>(
            Comparator.comparingInt(holdings::load).thenComparing(Comparator.naturalOrder()));
    Arrays.stream(subscribers[topic]).forEach(leastFirst::add);
    for (int place = row.start(topic); place < row.end(topic); place++) {
      if (ownership.before(place) == Ownership.NOBODY) {
        Integer member = leastFirst.remove();
        holdings.add(member, topic, place);
        leastFirst.add(member);
      }
    }
  }

  /**
   * Takes the fullest member until all are settled. When no path leads from it to a member with at
   * least two partitions less, neither does one from any member that it reaches: these are settled
   * together, and later paths can't lead through them.
   */
  private void level() {
    LevelingPaths paths = new LevelingPaths(subscribers, holdings);
    int meanLoad = row.size() / ownership.memberCount();
    for (int fullest = paths.fullest(); fullest >= 0; fullest = paths.fullest()) {
      int emptier = paths.findEmptier(fullest);
      if (emptier >= 0) {
        paths.move(fullest, emptier, meanLoad - holdings.load(emptier));
      }
    }
  }
}
