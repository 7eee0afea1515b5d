package io.barnabas.coordinator.group.regex;

import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.group.TopicCatalog.Topic;
import io.barnabas.environment.Timers;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** All topics on their way through some expressions. */
final class TopicMatching {
  /** Steps of matching in one turn of the shard: around a millisecond. */
  private static final long STEPS_PER_TURN = 50_000;

  private final List<TopicRegex> regexes;
  private final Iterator<? extends Topic> topics;
  private final Timers timers;
  private final SortedMap<String, SortedSet<String>> found = new TreeMap<>();
  private final CompletableFuture<SortedMap<String, SortedSet<String>>> result =
      new CompletableFuture<>();

  TopicMatching(
      SortedSet<String> texts, List<TopicRegex> regexes, TopicCatalog catalog, Timers timers) {
    this.regexes = regexes;
    this.topics = catalog.all().iterator();
    this.timers = timers;
    texts.forEach(text -> found.put(text, new TreeSet<>()));
  }

  CompletionStage<SortedMap<String, SortedSet<String>>> begin() {
    takeTurn();
    return result;
  }

  private void takeTurn() {
    long steps = 0;
    while (topics.hasNext()) {
      if (steps >= STEPS_PER_TURN) {
        timers.schedule(0, this::takeTurn);
        return;
      }
      steps += match(topics.next().name());
    }
    result.complete(Collections.unmodifiableSortedMap(found));
  }

  private long match(String topic) {
    long steps = 0;
    for (TopicRegex regex : regexes) {
      steps += regex.costOf(topic);
      if (regex.matches(topic)) {
        found.computeIfAbsent(regex.text(), text -> new TreeSet<>()).add(topic);
      }
    }
    return steps;
  }
}
