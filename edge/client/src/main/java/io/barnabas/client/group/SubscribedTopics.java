package io.barnabas.client.group;

import io.barnabas.client.ClientException;
import io.barnabas.client.Cluster;
import io.barnabas.client.metadata.TopicView;
import io.barnabas.protocol.ErrorCode;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Which topics a subscription means at the moment, and how many partitions topics have. */
final class SubscribedTopics {
  private final Cluster cluster;
  private final Subscription subscription;
  private final boolean autoCreate;

  SubscribedTopics(Cluster cluster, Subscription subscription, boolean autoCreate) {
    this.cluster = cluster;
    this.subscription = subscription;
    this.autoCreate = autoCreate;
  }

  Set<String> names() {
    return switch (subscription) {
      case Subscription.Topics(Set<String> names) -> names;
      case Subscription.Matching(String regex) -> matching(pattern(regex));
    };
  }

  private static Pattern pattern(String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new ClientException(
          "'" + regex + "' is not a regular expression: " + e.getDescription(), e);
    }
  }

  private Set<String> matching(Pattern pattern) {
    return cluster.describeAllTopics().allTopics().stream()
        .filter(topic -> !topic.internal() && pattern.matcher(topic.name()).matches())
        .map(TopicView::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The partition counts of topics, those that are there. */
  Map<String, Integer> partitionCounts(Collection<String> topics) {
    if (topics.isEmpty()) {
      return Map.of();
    }
    Map<String, Integer> counts = new TreeMap<>();
    cluster.describeTopics(topics, autoCreate).allTopics().stream()
        .filter(topic -> topic.error() == ErrorCode.NONE)
        .forEach(topic -> counts.put(topic.name(), topic.partitions().size()));
    return counts;
  }
}
