package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.TopicCatalog;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.CompletionStage;

/** Finds the topics that regular expressions stand for. To be used on the coordinator's shard. */
public interface PatternResolver {
  /**
   * Lets a regular expression through or refuses it.
   *
   * @throws CoordinatorException INVALID_REGULAR_EXPRESSION
   */
  void check(String regex);

  /**
   * Matches all topics with some expressions that have been checked. Completes on the shard: at
   * once when there is little to do, else after some turns, so as not to stall it.
   *
   * @return the names of the matching topics, by expression
   */
  CompletionStage<SortedMap<String, SortedSet<String>>> resolve(
      SortedSet<String> regexes, TopicCatalog topics);
}
