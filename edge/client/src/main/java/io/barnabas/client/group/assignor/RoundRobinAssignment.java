package io.barnabas.client.group.assignor;

import io.barnabas.client.TopicPartition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All partitions in order, each to the next member in turn that is subscribed to its topic. */
final class RoundRobinAssignment {
  private RoundRobinAssignment() {}

  static Map<String, List<TopicPartition>> assign(
      Map<String, Integer> partitionCounts, Collection<MemberSubscription> members) {
    Map<String, List<TopicPartition>> assignment = new HashMap<>();
    members.forEach(member -> assignment.put(member.memberId(), new ArrayList<>()));
    List<MemberSubscription> circle = members.stream().sorted(MemberSubscription.ORDER).toList();
    int turn = 0;
    for (Map.Entry<String, Integer> topic : new TreeMap<>(partitionCounts).entrySet()) {
      boolean wanted = members.stream().anyMatch(one -> one.topics().contains(topic.getKey()));
      for (int partition = 0; wanted && partition < topic.getValue(); partition++) {
        while (!circle.get(turn % circle.size()).topics().contains(topic.getKey())) {
          turn++;
        }
        assignment
            .computeIfAbsent(circle.get(turn++ % circle.size()).memberId(), _ -> new ArrayList<>())
            .add(new TopicPartition(topic.getKey(), partition));
      }
    }
    return assignment;
  }
}
