package io.barnabas.client.metadata;

import io.barnabas.client.Attempts;
import io.barnabas.client.ClientException;
import io.barnabas.client.Cluster;
import io.barnabas.client.TopicPartition;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Sorts partitions by their leaders, and repeats what failed because a leader moved. */
public final class LeaderRouting {
  private final PartitionLeaders leaders;
  private final Attempts attempts;

  public LeaderRouting(Cluster cluster, PartitionLeaders leaders) {
    this.leaders = leaders;
    this.attempts = Attempts.of(cluster.config());
  }

  /** The partitions by the broker that leads them, and by topic. */
  public Map<Integer, Map<String, List<TopicPartition>>> byLeader(
      Collection<TopicPartition> partitions) {
    return partitions.stream()
        .sorted()
        .collect(
            Collectors.groupingBy(
                leaders::leaderOf,
                TreeMap::new,
                Collectors.groupingBy(TopicPartition::topic, TreeMap::new, Collectors.toList())));
  }

  /** The result of the work, which may be done several times, each time with fresh leaders. */
  public <R> R following(Collection<TopicPartition> partitions, Supplier<R> work) {
    return attempts.repeat(
        () -> {
          try {
            return work.get();
          } catch (ClientException e) {
            partitions.forEach(partition -> leaders.forget(partition.topic()));
            throw e;
          }
        });
  }
}
