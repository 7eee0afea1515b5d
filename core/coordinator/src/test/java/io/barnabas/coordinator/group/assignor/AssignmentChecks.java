package io.barnabas.coordinator.group.assignor;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.protocol.primitive.Uuid;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is true of assignments, found out without the assignors. */
final class AssignmentChecks {
  record Partition(Uuid topicId, int number) {}

  private AssignmentChecks() {}

  /**
   * Every partition of a subscribed topic has one owner, who subscribes to it; others have none.
   */
  static void assertComplete(GroupSpec spec, TopicCatalog catalog, GroupAssignment assignment) {
    Map<Partition, String> owners = owners(assignment);
    SortedSet<Uuid> subscribed = new TreeSet<>();
    spec.members().values().forEach(member -> subscribed.addAll(member.subscribedTopicIds()));
    int expected =
        subscribed.stream()
            .mapToInt(id -> Objects.requireNonNull(catalog.find(id)).partitionCount())
            .sum();
    assertThat(owners).hasSize(expected);
    assertThat(assignment.members().values().stream().mapToInt(Assignment::size).sum())
        .isEqualTo(expected);
    owners.forEach(
        (partition, member) -> {
          MemberSpec owner = Objects.requireNonNull(spec.members().get(member));
          assertThat(owner.subscribedTopicIds()).contains(partition.topicId());
          assertThat(partition.number())
              .isBetween(
                  0,
                  Objects.requireNonNull(catalog.find(partition.topicId())).partitionCount() - 1);
        });
  }

  static Map<Partition, String> owners(GroupAssignment assignment) {
    Map<Partition, String> owners = new HashMap<>();
    assignment
        .members()
        .forEach(
            (member, owned) ->
                owned
                    .topics()
                    .forEach(
                        (topicId, numbers) ->
                            numbers.forEach(n -> owners.put(new Partition(topicId, n), member))));
    return owners;
  }

  /** How many partitions members still had and could keep, and do not have any more. */
  static int moved(GroupSpec spec, GroupAssignment assignment) {
    int moved = 0;
    Map<Partition, String> owners = owners(assignment);
    for (var entry : spec.members().entrySet()) {
      for (var topic : entry.getValue().current().topics().entrySet()) {
        if (entry.getValue().subscribedTopicIds().contains(topic.getKey())) {
          for (int number : topic.getValue()) {
            String owner = owners.get(new Partition(topic.getKey(), number));
            moved += owner == null || owner.equals(entry.getKey()) ? 0 : 1;
          }
        }
      }
    }
    return moved;
  }

  /** The sum of squares of what members own: the lower, the more equal. */
  static long inequality(GroupSpec spec, GroupAssignment assignment) {
    return spec.members().keySet().stream()
        .mapToLong(member -> (long) assignment.of(member).size() * assignment.of(member).size())
        .sum();
  }

  /**
   * Whether partitions could be passed on, from member to member, so that one with many had one
   * less and another with at least two fewer had one more.
   */
  static boolean couldBeMoreEqual(GroupSpec spec, GroupAssignment assignment) {
    Map<String, SortedSet<String>> reach = new TreeMap<>();
    spec.members().keySet().forEach(id -> reach.put(id, takers(spec, assignment.of(id))));
    boolean grew = true;
    while (grew) {
      grew = false;
      for (SortedSet<String> reached : reach.values()) {
        SortedSet<String> further = new TreeSet<>(reached);
        reached.forEach(id -> further.addAll(reach.get(id)));
        grew |= reached.addAll(further);
      }
    }
    return reach.entrySet().stream()
        .anyMatch(
            from ->
                from.getValue().stream()
                    .anyMatch(
                        to -> assignment.of(to).size() + 2 <= assignment.of(from.getKey()).size()));
  }

  private static SortedSet<String> takers(GroupSpec spec, Assignment owned) {
    SortedSet<String> takers = new TreeSet<>();
    spec.members()
        .forEach(
            (id, member) -> {
              if (owned.topics().keySet().stream()
                  .anyMatch(member.subscribedTopicIds()::contains)) {
                takers.add(id);
              }
            });
    return takers;
  }
}
