package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.group.TopicCatalog.Topic;
import io.barnabas.coordinator.group.assignor.Assignment;
import io.barnabas.coordinator.group.assignor.GroupAssignment;
import io.barnabas.coordinator.group.assignor.GroupSpec;
import io.barnabas.coordinator.group.assignor.MemberSpec;
import io.barnabas.coordinator.group.assignor.PartitionAssignor;
import io.barnabas.protocol.primitive.Uuid;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Has a group's partitions assigned anew when its epoch asks for it. */
final class TargetAssigner {
  private final SequencedMap<String, PartitionAssignor> assignors = new LinkedHashMap<>();

  /**
   * @param assignors the first is for groups that prefer none
   */
  TargetAssigner(List<? extends PartitionAssignor> assignors) {
    assignors.forEach(assignor -> this.assignors.put(assignor.name(), assignor));
  }

  boolean has(String assignor) {
    return assignors.containsKey(assignor);
  }

  /** The assignor for groups that prefer none. */
  String defaultName() {
    return assignors.firstEntry().getKey();
  }

  /** The names of all, in the order of the config. */
  SortedSet<String> names() {
    return new TreeSet<>(assignors.keySet());
  }

  /**
   * Computes the target of the change's epoch. Members whose target stays get no record.
   *
   * @param nowMs in milliseconds since the epoch
   */
  void assign(GroupChange change, TopicCatalog catalog, long nowMs) {
    GroupSpec spec = spec(change, catalog);
    GroupAssignment assignment = assignorFor(change.preferredAssignor()).assign(spec, catalog);
    spec.members()
        .forEach(
            (memberId, member) -> {
              Assignment target = assignment.of(memberId);
              if (!target.equals(member.current())) {
                change.putTarget(memberId, target);
              }
            });
    change.putTargetEpoch(new TargetEpoch(change.epoch(), nowMs));
  }

  /** One that is not configured any more may still be wished for by members of old. */
  private PartitionAssignor assignorFor(@Nullable String preferred) {
    PartitionAssignor assignor = preferred == null ? null : assignors.get(preferred);
    return assignor == null ? assignors.firstEntry().getValue() : assignor;
  }

  private static GroupSpec spec(GroupChange change, TopicCatalog catalog) {
    Map<MemberMetadata.Subscription, SortedSet<Uuid>> topicIds = new HashMap<>();
    SortedMap<String, MemberSpec> members = new TreeMap<>();
    change
        .members()
        .forEach(
            (memberId, member) -> {
              MemberMetadata metadata = member.metadata();
              SortedSet<Uuid> subscribed =
                  topicIds.computeIfAbsent(
                      metadata.subscription(),
                      s -> topicIds(s, change.resolvedPatterns(), catalog));
              members.put(
                  memberId,
                  new MemberSpec(
                      metadata.instanceId(),
                      metadata.rackId(),
                      subscribed,
                      change.target(memberId)));
            });
    boolean homogeneous = topicIds.values().stream().distinct().count() <= 1;
    return new GroupSpec(Collections.unmodifiableSortedMap(members), homogeneous);
  }

  /** The topics that a member subscribes to, by name and by pattern, and that exist. */
  static SortedSet<Uuid> topicIds(
      MemberMetadata.Subscription subscription,
      Map<String, ResolvedPattern> patterns,
      TopicCatalog catalog) {
    SortedSet<Uuid> ids = new TreeSet<>();
    subscription.topicNames().forEach(name -> addId(ids, catalog.find(name)));
    String pattern = subscription.pattern();
    ResolvedPattern resolved = pattern == null ? null : patterns.get(pattern);
    if (resolved != null) {
      resolved.topics().forEach(name -> addId(ids, catalog.find(name)));
    }
    return Collections.unmodifiableSortedSet(ids);
  }

  private static void addId(SortedSet<Uuid> ids, @Nullable Topic topic) {
    if (topic != null) {
      ids.add(topic.id());
    }
  }
}
