package io.barnabas.coordinator.group.regex;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.group.consumer.PatternResolver;
import io.barnabas.environment.Timers;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Matches topics with regular expressions, in turns of bounded work. Internal topics are matched
 * like others, as in Kafka.
 */
public final class RegexResolver implements PatternResolver {
  private static final Logger LOG = LoggerFactory.getLogger(RegexResolver.class);

  private final Timers timers;

  public RegexResolver(Timers timers) {
    this.timers = timers;
  }

  @Override
  public void check(String regex) {
    TopicRegex.compile(regex);
  }

  @Override
  public CompletionStage<SortedMap<String, SortedSet<String>>> resolve(
      SortedSet<String> regexes, TopicCatalog topics) {
    return new TopicMatching(regexes, compile(regexes), topics, timers).begin();
  }

  /** One that another broker has let into the log, and that is refused here, matches nothing. */
  private static List<TopicRegex> compile(SortedSet<String> regexes) {
    List<TopicRegex> compiled = new ArrayList<>();
    for (String regex : regexes) {
      try {
        compiled.add(TopicRegex.compile(regex));
      } catch (CoordinatorException e) {
        LOG.warn("a subscription matches no topics: {}", e.getMessage());
      }
    }
    return compiled;
  }
}
