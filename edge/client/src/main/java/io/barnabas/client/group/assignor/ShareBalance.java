package io.barnabas.client.group.assignor;

import io.barnabas.client.TopicPartition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Evens out shares. A member with at least two partitions more than another that it can pass one to
 * does so, perhaps by way of members between, who pass on one of theirs. When no such chain is
 * left, no other assignment is more even (a semi-matching without cost-reducing paths is optimal:
 * Harvey, Ladner, Lovász, Tamir 2003).
 */
final class ShareBalance {
  private final Map<String, SortedSet<TopicPartition>> shares;
  private final Map<String, List<String>> subscribers = new HashMap<>();

  /** Partition passed from one member to the next. */
  private record Step(String from, TopicPartition partition) {}

  ShareBalance(List<MemberSubscription> members, Map<String, SortedSet<TopicPartition>> shares) {
    this.shares = shares;
    for (MemberSubscription member : members) {
      member
          .topics()
          .forEach(
              topic ->
                  subscribers
                      .computeIfAbsent(topic, _ -> new ArrayList<>())
                      .add(member.memberId()));
    }
  }

  /** Each chain makes the sum of squares of the shares smaller, so this comes to an end. */
  void balance() {
    boolean improved = true;
    while (improved) {
      improved = false;
      for (String member : mostFirst()) {
        while (passOn(member)) {
          improved = true;
        }
      }
    }
  }

  private List<String> mostFirst() {
    return shares.keySet().stream()
        .sorted(Comparator.comparingInt((String member) -> -size(member)))
        .toList();
  }

  private int size(String member) {
    return share(member).size();
  }

  private SortedSet<TopicPartition> share(String member) {
    SortedSet<TopicPartition> share = shares.get(member);
    if (share == null) {
      throw new IllegalStateException("not a member: " + member);
    }
    return share;
  }

  /** The shortest chain moves least. */
  private boolean passOn(String start) {
    Map<String, Step> reachedBy = new HashMap<>();
    Set<String> seenTopics = new HashSet<>();
    Queue<String> toVisit = new ArrayDeque<>(List.of(start));
    String receiver = null;
    while (receiver == null && !toVisit.isEmpty()) {
      String member = toVisit.remove();
      for (TopicPartition partition : share(member)) {
        if (seenTopics.add(partition.topic())) {
          reach(start, new Step(member, partition), reachedBy, toVisit);
        }
      }
      receiver = leastOf(reachedBy.keySet(), size(start) - 2);
    }
    if (receiver != null) {
      move(start, receiver, reachedBy);
    }
    return receiver != null;
  }

  private void reach(String start, Step step, Map<String, Step> reachedBy, Queue<String> toVisit) {
    for (String next : subscribers.getOrDefault(step.partition().topic(), List.of())) {
      if (!next.equals(start) && reachedBy.putIfAbsent(next, step) == null) {
        toVisit.add(next);
      }
    }
  }

  private @Nullable String leastOf(Set<String> members, int atMost) {
    return members.stream()
        .filter(member -> size(member) <= atMost)
        .min(Comparator.comparingInt(this::size).thenComparing(Comparator.naturalOrder()))
        .orElse(null);
  }

  private void move(String start, String receiver, Map<String, Step> reachedBy) {
    String to = receiver;
    while (!to.equals(start)) {
      Step step = reachedBy.get(to);
      if (step == null) {
        throw new IllegalStateException("no way to " + to);
      }
      share(step.from()).remove(step.partition());
      share(to).add(step.partition());
      to = step.from();
    }
  }
}
