package io.barnabas.client.metadata;

import static java.util.Objects.requireNonNull;

import io.barnabas.client.Attempts;
import io.barnabas.client.ClientException;
import io.barnabas.client.Cluster;
import io.barnabas.client.TopicPartition;
import io.barnabas.client.network.ConnectionException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Asks the leaders of partitions, and asks again where that failed because a leader moved. */
public final class LeaderRouting {
  private final PartitionLeaders leaders;
  private final Attempts attempts;

  public LeaderRouting(Cluster cluster, PartitionLeaders leaders) {
    this.leaders = leaders;
    this.attempts = Attempts.of(cluster.config());
  }

  /** What a broker is asked about partitions that it leads. May be asked again. */
  @FunctionalInterface
  public interface Question<V> {
    /**
     * Asks.
     *
     * @param partitions by topic
     */
    Map<TopicPartition, Outcome<V>> ask(int leaderId, Map<String, List<TopicPartition>> partitions);
  }

  /**
   * What became of each partition, sorted; a failure that may pass is told when patience is over.
   *
   * @throws ConnectionException if no broker can be asked who leads
   */
  public <V> SortedMap<TopicPartition, Outcome<V>> ask(
      Collection<TopicPartition> partitions, Question<V> question) {
    SortedMap<TopicPartition, Outcome<V>> outcomes = new TreeMap<>();
    Collection<TopicPartition> open = new TreeSet<>(partitions);
    try {
      attempts.repeat(() -> askOnce(open, question, outcomes));
    } catch (ClientException e) {
      if (!outcomes.keySet().containsAll(open)) {
        throw e;
      }
    }
    return outcomes;
  }

  /** Leaves open what may be answered another time, and throws if that is anything. */
  private <V> boolean askOnce(
      Collection<TopicPartition> open,
      Question<V> question,
      Map<TopicPartition, Outcome<V>> outcomes) {
    byLeader(open, outcomes)
        .forEach((leader, led) -> outcomes.putAll(answers(leader, led, question)));
    open.removeIf(partition -> !requireNonNull(outcomes.get(partition)).isRetriable());
    open.forEach(partition -> leaders.forget(partition.topic()));
    open.stream().findFirst().map(outcomes::get).ifPresent(Outcome::orThrow);
    return true;
  }

  private <V> Map<Integer, List<TopicPartition>> byLeader(
      Collection<TopicPartition> partitions, Map<TopicPartition, Outcome<V>> outcomes) {
    Map<Integer, List<TopicPartition>> led = new TreeMap<>();
    for (TopicPartition partition : partitions) {
      try {
        led.computeIfAbsent(leaders.leaderOf(partition), _ -> new ArrayList<>()).add(partition);
      } catch (ConnectionException e) {
        throw e;
      } catch (ClientException e) {
        outcomes.put(partition, new Outcome.Failed<>(e));
      }
    }
    return led;
  }

  /** A leader that fails as a whole fails for each partition. */
  private static <V> Map<TopicPartition, Outcome<V>> answers(
      int leader, List<TopicPartition> led, Question<V> question) {
    Map<TopicPartition, Outcome<V>> answers = new HashMap<>();
    try {
      answers.putAll(
          question.ask(
              leader,
              led.stream()
                  .collect(
                      Collectors.groupingBy(
                          TopicPartition::topic, TreeMap::new, Collectors.toList()))));
    } catch (ClientException e) {
      led.forEach(partition -> answers.put(partition, new Outcome.Failed<>(e)));
    }
    led.forEach(
        partition ->
            answers.computeIfAbsent(
                partition,
                _ ->
                    new Outcome.Failed<>(
                        new ClientException("the broker's answer leaves " + partition + " out"))));
    return answers;
  }
}
