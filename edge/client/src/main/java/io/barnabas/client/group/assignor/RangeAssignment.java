package io.barnabas.client.group.assignor;

import io.barnabas.client.TopicPartition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Of each topic, every member gets neighbouring partitions, the first members one more where it
 * does not come out even. Topics with equal counts are so shared alike, and can be joined.
 */
final class RangeAssignment {
  private RangeAssignment() {}

  static Map<String, List<TopicPartition>> assign(
      Map<String, Integer> partitionCounts, Collection<MemberSubscription> members) {
    Map<String, List<TopicPartition>> assignment = new HashMap<>();
    members.forEach(member -> assignment.put(member.memberId(), new ArrayList<>()));
    new TreeMap<>(partitionCounts)
        .forEach(
            (topic, count) -> {
              List<String> subscribers =
                  members.stream()
                      .filter(member -> member.topics().contains(topic))
                      .sorted(MemberSubscription.ORDER)
                      .map(MemberSubscription::memberId)
                      .toList();
              share(topic, count, subscribers, assignment);
            });
    return assignment;
  }

  private static void share(
      String topic,
      int count,
      List<String> subscribers,
      Map<String, List<TopicPartition>> assignment) {
    int next = 0;
    for (int i = 0; i < subscribers.size(); i++) {
      int share = count / subscribers.size() + (i < count % subscribers.size() ? 1 : 0);
      for (int taken = 0; taken < share; taken++) {
        assignment
            .computeIfAbsent(subscribers.get(i), _ -> new ArrayList<>())
            .add(new TopicPartition(topic, next++));
      }
    }
  }
}
