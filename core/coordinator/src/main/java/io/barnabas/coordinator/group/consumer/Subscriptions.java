package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.runtime.TrackedMap;
import io.barnabas.coordinator.runtime.UndoLog;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the members of a group subscribe to, together. To be used on one shard. */
final class Subscriptions {
  private static final Comparator<Map.Entry<String, Integer>> MOST_VOTES =
      Map.Entry.comparingByValue();

  private final Tally<String> topicNames;
  private final Tally<String> patterns;
  private final Tally<String> assignors;
  private final TrackedMap<String, ResolvedPattern> resolved;

  Subscriptions(UndoLog undoLog) {
    topicNames = new Tally<>(undoLog);
    patterns = new Tally<>(undoLog);
    assignors = new Tally<>(undoLog);
    resolved = new TrackedMap<>(undoLog);
  }

  void add(MemberMetadata member) {
    member.subscription().topicNames().forEach(topicNames::add);
    if (member.subscription().pattern() != null) {
      patterns.add(member.subscription().pattern());
    }
    if (member.serverAssignor() != null) {
      assignors.add(member.serverAssignor());
    }
  }

  void remove(MemberMetadata member) {
    member.subscription().topicNames().forEach(topicNames::remove);
    if (member.subscription().pattern() != null) {
      patterns.remove(member.subscription().pattern());
    }
    if (member.serverAssignor() != null) {
      assignors.remove(member.serverAssignor());
    }
  }

  void resolve(String pattern, ResolvedPattern topics) {
    resolved.put(pattern, topics);
  }

  void forget(String pattern) {
    resolved.remove(pattern);
  }

  /** A view. */
  Map<String, ResolvedPattern> resolved() {
    return resolved.asMap();
  }

  int subscribersOf(String pattern) {
    return patterns.count(pattern);
  }

  Collection<String> patterns() {
    return patterns.keys();
  }

  /** Whether a member wants the topic, by its name or by a pattern. */
  boolean contains(String topic) {
    return topicNames.count(topic) > 0
        || patterns.keys().stream()
            .map(resolved::get)
            .anyMatch(found -> found != null && found.topics().contains(topic));
  }

  /** Topics wanted once some members have gone and others have come. */
  SortedSet<String> topicsAfter(
      Collection<MemberMetadata> gone,
      Collection<MemberMetadata> come,
      Map<String, ResolvedPattern> resolvedThen) {
    SortedSet<String> topics = new TreeSet<>(namesAfter(gone, come));
    for (String pattern : patternsAfter(gone, come)) {
      ResolvedPattern found = resolvedThen.get(pattern);
      if (found != null) {
        topics.addAll(found.topics());
      }
    }
    return topics;
  }

  private Collection<String> namesAfter(
      Collection<MemberMetadata> gone, Collection<MemberMetadata> come) {
    Map<String, Integer> counts = new HashMap<>(topicNames.asMap());
    gone.forEach(m -> m.subscription().topicNames().forEach(name -> change(counts, name, -1)));
    come.forEach(m -> m.subscription().topicNames().forEach(name -> change(counts, name, 1)));
    return counts.keySet();
  }

  SortedSet<String> patternsAfter(
      Collection<MemberMetadata> gone, Collection<MemberMetadata> come) {
    Map<String, Integer> counts = new HashMap<>(patterns.asMap());
    gone.forEach(m -> change(counts, m.subscription().pattern(), -1));
    come.forEach(m -> change(counts, m.subscription().pattern(), 1));
    return new TreeSet<>(counts.keySet());
  }

  /**
   * The assignor that most members prefer, once some have gone and others have come; null when
   * nobody prefers any. Of equally liked ones the first by name.
   */
  @Nullable String preferredAssignorAfter(
      Collection<MemberMetadata> gone, Collection<MemberMetadata> come) {
    Map<String, Integer> votes = new HashMap<>(assignors.asMap());
    gone.forEach(m -> change(votes, m.serverAssignor(), -1));
    come.forEach(m -> change(votes, m.serverAssignor(), 1));
    return votes.entrySet().stream()
        .max(MOST_VOTES.thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  private static void change(Map<String, Integer> counts, @Nullable String key, int by) {
    if (key != null) {
      counts.merge(key, by, (a, b) -> a + b == 0 ? null : a + b);
    }
  }
}
