package io.barnabas.coordinator.group.assignor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds ways on which partitions can move from a full member to an emptier one: from each member to
 * all who subscribe to a topic of which it holds a partition. A way costs the partitions that leave
 * those who have had them before; what is newly gained passes on for nothing.
 */
final class LevelingPaths {
  private static final int NONE = -1;

  /** A way on that costs one, to be taken when there is none for nothing. */
  private record CostlyStep(int member, int topic) {}

  private final int[][] subscribers;
  private final Holdings holdings;
  private final boolean[] settled;

  /** By which topic a member was reached in the current search; by which member a topic was. */
  private final int[] topicBefore;

  private final int[] memberBefore;
  private final boolean[] reached;

  /** The reached members in the order in which they were reached. */
  private final int[] queue;

  private int queueEnd;

  LevelingPaths(int[][] subscribers, Holdings holdings) {
    this.subscribers = subscribers;
    this.holdings = holdings;
    this.settled = new boolean[holdings.memberCount()];
    this.topicBefore = new int[holdings.memberCount()];
    this.memberBefore = new int[subscribers.length];
    this.reached = new boolean[holdings.memberCount()];
    this.queue = new int[holdings.memberCount()];
  }

  /** The fullest member that is not settled, or -1. */
  int fullest() {
    int fullest = NONE;
    for (int member = 0; member < settled.length; member++) {
      if (!settled[member] && (fullest == NONE || holdings.load(member) > holdings.load(fullest))) {
        fullest = member;
      }
    }
    return fullest;
  }

  /**
   * Searches, the cheapest ways first, for a member that holds at least two partitions less.
   * Without one, all who were reached are settled.
   *
   * @return the emptiest of those that cost the least, or -1
   */
  int findEmptier(int from) {
    begin(from);
    int levelStart = 0;
    while (levelStart < queueEnd) {
      List<CostlyStep> costly = reachForNothing(levelStart);
      int emptiest = emptiest(levelStart);
      if (holdings.load(emptiest) <= holdings.load(from) - 2) {
        return emptiest;
      }
      levelStart = queueEnd;
      costly.forEach(step -> reachSubscribers(step.member(), step.topic()));
    }
    for (int i = 0; i < queueEnd; i++) {
      settled[queue[i]] = true;
    }
    return NONE;
  }

  private void begin(int from) {
    Arrays.fill(memberBefore, NONE);
    Arrays.fill(reached, false);
    reached[from] = true;
    topicBefore[from] = NONE;
    queue[0] = from;
    queueEnd = 1;
  }

  /** Goes on from the members at the queue's end as long as it costs nothing. */
  private List<CostlyStep> reachForNothing(int levelStart) {
    List<CostlyStep> costly = new ArrayList<>();
    for (int i = levelStart; i < queueEnd; i++) {
      int member = queue[i];
      for (int topic : holdings.topics(member)) {
        if (holdings.hasGained(member, topic)) {
          reachSubscribers(member, topic);
        } else if (memberBefore[topic] == NONE) {
          costly.add(new CostlyStep(member, topic));
        }
      }
    }
    return costly;
  }

  private void reachSubscribers(int member, int topic) {
    if (memberBefore[topic] != NONE) {
      return;
    }
    memberBefore[topic] = member;
    for (int subscriber : subscribers[topic]) {
      if (!reached[subscriber] && !settled[subscriber]) {
        reached[subscriber] = true;
        topicBefore[subscriber] = topic;
        queue[queueEnd++] = subscriber;
      }
    }
  }

  private int emptiest(int start) {
    int emptiest = queue[start];
    for (int i = start; i < queueEnd; i++) {
      if (holdings.load(queue[i]) < holdings.load(emptiest)) {
        emptiest = queue[i];
      }
    }
    return emptiest;
  }

  /**
   * Moves partitions along the path found last: one, or as many as the emptier member lacks if the
   * path and the difference allow, which saves searches.
   */
  void move(int from, int to, int lacking) {
    int half = (holdings.load(from) - holdings.load(to)) / 2;
    int count = Math.max(1, Math.min(half, lacking));
    for (int member = to; member != from; member = memberBefore[topicBefore[member]]) {
      int topic = topicBefore[member];
      count = Math.min(count, holdings.movable(memberBefore[topic], topic));
    }
    for (int member = to; member != from; member = memberBefore[topicBefore[member]]) {
      int topic = topicBefore[member];
      for (int i = 0; i < count; i++) {
        holdings.move(memberBefore[topic], member, topic);
      }
    }
  }
}
