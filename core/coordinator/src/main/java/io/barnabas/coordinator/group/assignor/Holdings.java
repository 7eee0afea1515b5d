package io.barnabas.coordinator.group.assignor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What each member holds of each topic, while shares are being leveled: what it has had before, and
 * what has newly come to it. The new goes first, so that the old stays longest.
 */
final class Holdings {
  private static final class Share {
    final Deque<Integer> had = new ArrayDeque<>();
    final Deque<Integer> gained = new ArrayDeque<>();
  }

  private final Ownership ownership;
  private final int[] loads;
  private final List<Map<Integer, Share>> sharesByTopic;

  Holdings(Ownership ownership) {
    this.ownership = ownership;
    this.loads = new int[ownership.memberCount()];
    this.sharesByTopic =
        Stream.<Map<Integer, Share>>generate(TreeMap::new).limit(loads.length).toList();
  }

  int memberCount() {
    return loads.length;
  }

  int load(int member) {
    return loads[member];
  }

  /** The topics of which a member holds partitions. */
  Set<Integer> topics(int member) {
    return sharesByTopic.get(member).keySet();
  }

  /** Whether a member can give a partition of a topic away that it has not had before. */
  boolean hasGained(int member, int topic) {
    Share share = sharesByTopic.get(member).get(topic);
    return share != null && !share.gained.isEmpty();
  }

  /** How many partitions of a topic can go from a member at the same cost: all new, or all old. */
  int movable(int member, int topic) {
    Share share = sharesByTopic.get(member).get(topic);
    if (share == null) {
      return 0;
    }
    return share.gained.isEmpty() ? share.had.size() : share.gained.size();
  }

  void add(int member, int topic, int place) {
    Share share = sharesByTopic.get(member).computeIfAbsent(topic, t -> new Share());
    (ownership.before(place) == member ? share.had : share.gained).addLast(place);
    loads[member]++;
  }

  void move(int from, int to, int topic) {
    Map<Integer, Share> shares = sharesByTopic.get(from);
    Share share = Objects.requireNonNull(shares.get(topic));
    int place = (share.gained.isEmpty() ? share.had : share.gained).removeLast();
    if (share.gained.isEmpty() && share.had.isEmpty()) {
      shares.remove(topic);
    }
    loads[from]--;
    add(to, topic, place);
  }

  /** Takes one certain partition, if the member has it and has gained it. */
  boolean moveGained(int from, int to, int topic, int place) {
    Share share = sharesByTopic.get(from).get(topic);
    if (share == null || !share.gained.remove(place)) {
      return false;
    }
    if (share.gained.isEmpty() && share.had.isEmpty()) {
      sharesByTopic.get(from).remove(topic);
    }
    loads[from]--;
    add(to, topic, place);
    return true;
  }

  /** The partitions of a topic that have newly come to a member. */
  List<Integer> gained(int member, int topic) {
    Share share = sharesByTopic.get(member).get(topic);
    return share == null ? List.of() : List.copyOf(share.gained);
  }

  void giveAll() {
    for (int member = 0; member < loads.length; member++) {
      for (Share share : sharesByTopic.get(member).values()) {
        giveAll(share.had, member);
        giveAll(share.gained, member);
      }
    }
  }

  private void giveAll(Deque<Integer> places, int member) {
    for (int place : places) {
      ownership.give(place, member);
    }
  }
}
