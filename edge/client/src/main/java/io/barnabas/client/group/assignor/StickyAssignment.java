package io.barnabas.client.group.assignor;

import io.barnabas.client.TopicPartition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Members keep what they have as far as shares stay even: first each gets back what it owned, then
 * what is free goes to who has least, and at last {@link ShareBalance} moves what it must.
 */
final class StickyAssignment {
  private final Map<String, Integer> partitionCounts;
  private final List<MemberSubscription> members;
  private final Map<String, SortedSet<TopicPartition>> shares = new TreeMap<>();
  private final Map<TopicPartition, String> formerOwners = new HashMap<>();

  private StickyAssignment(
      Map<String, Integer> partitionCounts, Collection<MemberSubscription> members) {
    this.partitionCounts = partitionCounts;
    this.members = members.stream().sorted(MemberSubscription.ORDER).toList();
    this.members.forEach(member -> shares.put(member.memberId(), new TreeSet<>()));
  }

  static Map<String, List<TopicPartition>> assign(
      Map<String, Integer> partitionCounts, Collection<MemberSubscription> members) {
    StickyAssignment assignment = new StickyAssignment(partitionCounts, members);
    assignment.run();
    return assignment.result();
  }

  /**
   * The same, but what would change hands goes to nobody yet: its owner gives it up first, and the
   * group rebalances again.
   */
  static Map<String, List<TopicPartition>> assignCooperatively(
      Map<String, Integer> partitionCounts, Collection<MemberSubscription> members) {
    StickyAssignment assignment = new StickyAssignment(partitionCounts, members);
    assignment.run();
    assignment.holdBackWhatChangesHands();
    return assignment.result();
  }

  private void run() {
    giveBack();
    shareOutRest();
    new ShareBalance(members, shares).balance();
  }

  /**
   * Only the newest generation counts: a member that missed it has lost what it had. Two that claim
   * the same are both wrong.
   */
  private void giveBack() {
    int newest = members.stream().mapToInt(MemberSubscription::generation).max().orElse(-1);
    Set<TopicPartition> disputed = new HashSet<>();
    for (MemberSubscription member : members) {
      if (member.generation() == newest) {
        for (TopicPartition partition : new TreeSet<>(member.owned())) {
          if (formerOwners.putIfAbsent(partition, member.memberId()) != null) {
            disputed.add(partition);
          }
        }
      }
    }
    formerOwners.keySet().removeAll(disputed);
    for (MemberSubscription member : members) {
      SortedSet<TopicPartition> share = share(member);
      member.owned().stream()
          .filter(partition -> member.memberId().equals(formerOwners.get(partition)))
          .filter(partition -> member.topics().contains(partition.topic()) && exists(partition))
          .forEach(partition -> share.add(partition));
    }
  }

  private boolean exists(TopicPartition partition) {
    return partition.partition() < partitionCounts.getOrDefault(partition.topic(), 0);
  }

  private SortedSet<TopicPartition> share(MemberSubscription member) {
    return shares.computeIfAbsent(member.memberId(), _ -> new TreeSet<>());
  }

  /** Partitions that few can take come first. */
  private void shareOutRest() {
    Set<TopicPartition> taken = new HashSet<>();
    shares.values().forEach(taken::addAll);
    Map<Integer, Map<String, List<MemberSubscription>>> topics = new TreeMap<>();
    for (String topic : partitionCounts.keySet()) {
      List<MemberSubscription> subscribers =
          members.stream().filter(member -> member.topics().contains(topic)).toList();
      if (!subscribers.isEmpty()) {
        topics.computeIfAbsent(subscribers.size(), _ -> new TreeMap<>()).put(topic, subscribers);
      }
    }
    topics.values().forEach(group -> group.forEach((topic, takers) -> share(topic, takers, taken)));
  }

  private void share(
      String topic, List<MemberSubscription> takers, Set<TopicPartition> alreadyTaken) {
    for (int index = 0; index < partitionCounts.getOrDefault(topic, 0); index++) {
      TopicPartition partition = new TopicPartition(topic, index);
      if (!alreadyTaken.contains(partition)) {
        SortedSet<TopicPartition> least = share(takers.getFirst());
        for (MemberSubscription taker : takers) {
          least = share(taker).size() < least.size() ? share(taker) : least;
        }
        least.add(partition);
      }
    }
  }

  private void holdBackWhatChangesHands() {
    shares.forEach(
        (member, partitions) ->
            partitions.removeIf(
                partition -> !formerOwners.getOrDefault(partition, member).equals(member)));
  }

  private Map<String, List<TopicPartition>> result() {
    Map<String, List<TopicPartition>> result = new HashMap<>();
    shares.forEach((member, partitions) -> result.put(member, new ArrayList<>(partitions)));
    return result;
  }
}
