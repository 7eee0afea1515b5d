package io.barnabas.coordinator.group.assignor;

import java.util.List;

/**
 * Brings partitions back to those who had them before, where that leaves the shares as equal as
 * they are: from a member with more, or in exchange for another partition that has moved too.
 */
final class HomeComing {
  private final Ownership ownership;
  private final PartitionRow row;
  private final Holdings holdings;

  HomeComing(Ownership ownership, PartitionRow row, Holdings holdings) {
    this.ownership = ownership;
    this.row = row;
    this.holdings = holdings;
  }

  void run() {
    for (int member = 0; member < holdings.memberCount(); member++) {
      for (int topic : List.copyOf(holdings.topics(member))) {
        for (int place : holdings.gained(member, topic)) {
          bringHome(member, topic, place);
        }
      }
    }
  }

  private void bringHome(int member, int topic, int place) {
    int home = ownership.before(place);
    if (home == Ownership.NOBODY) {
      return;
    }
    if (holdings.load(member) > holdings.load(home)) {
      holdings.moveGained(member, home, topic, place);
      return;
    }
    int inExchange = gainedTopicFor(home, member);
    if (inExchange >= 0 && holdings.moveGained(member, home, topic, place)) {
      holdings.move(home, member, inExchange);
    }
  }

  /** A topic of which one member has gained a partition, and to which the other subscribes. */
  private int gainedTopicFor(int giver, int taker) {
    for (int topic : holdings.topics(giver)) {
      if (holdings.hasGained(giver, topic)
          && ownership.member(taker).subscribedTopicIds().contains(row.topicId(topic))) {
        return topic;
      }
    }
    return -1;
  }
}
