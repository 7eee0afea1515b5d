package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.group.Groups;
import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.runtime.CoordinatorContext;
import io.barnabas.coordinator.runtime.Decision;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps up to date what topics the regular expressions of a group stand for: when one is new, when
 * there are new topics, and now and then.
 */
final class PatternSubscriptions {
  private static final Logger log = LoggerFactory.getLogger(PatternSubscriptions.class);

  /** New topics come in bursts; groups look at them at most this often, as in Kafka. */
  private static final long LEAST_INTERVAL_MS = 10_000;

  private final CoordinatorContext context;
  private final Groups groups;
  private final Supplier<TopicCatalog> catalog;
  private final ConsumerGroupSettings settings;
  private final PatternResolver resolver;
  private final Set<String> resolving = new HashSet<>();

  PatternSubscriptions(
      CoordinatorContext context,
      Groups groups,
      Supplier<TopicCatalog> catalog,
      ConsumerGroupSettings settings,
      PatternResolver resolver) {
    this.context = context;
    this.groups = groups;
    this.catalog = catalog;
    this.settings = settings;
    this.resolver = resolver;
  }

  /**
   * Looks after the patterns of a group one of whose members has been heard of.
   *
   * @param before the member's pattern until now
   * @param after the member's pattern from now on
   * @return whether the group now subscribes to other topics because of that
   */
  boolean update(GroupChange change, @Nullable String before, @Nullable String after) {
    if (before == null && after == null && change.group().subscriptions().patterns().isEmpty()) {
      return false;
    }
    boolean changed = !Objects.equals(before, after);
    if (changed) {
      exchange(change, before, after);
    }
    boolean topicsChanged = changed && (after == null || isResolved(change, after));
    SortedSet<String> patterns = change.subscribedPatterns();
    return (isDue(change, patterns) && resolve(change, patterns)) || topicsChanged;
  }

  private void exchange(GroupChange change, @Nullable String before, @Nullable String after) {
    if (after != null && change.group().subscriptions().subscribersOf(after) == 0) {
      resolver.check(after);
    }
    if (before != null
        && isResolved(change, before)
        && !change.subscribedPatterns().contains(before)) {
      change.removePattern(before);
    }
  }

  private static boolean isResolved(GroupChange change, String pattern) {
    return change.resolvedPatterns().containsKey(pattern);
  }

  private boolean isDue(GroupChange change, SortedSet<String> patterns) {
    if (patterns.isEmpty() || resolving.contains(change.group().groupId())) {
      return false;
    }
    if (!change.resolvedPatterns().keySet().containsAll(patterns)) {
      return true;
    }
    Collection<ResolvedPattern> resolved = change.resolvedPatterns().values();
    long oldest = resolved.stream().mapToLong(ResolvedPattern::resolvedMs).min().orElse(0);
    long version = resolved.stream().mapToLong(ResolvedPattern::catalogVersion).min().orElse(0);
    long ageMs = context.clock().wallMs() - oldest;
    // A clock that has been set back must not keep old answers alive.
    boolean old = ageMs < 0 || ageMs >= settings.regexRefreshIntervalMs();
    boolean topicsNew = version != catalog.get().version() && ageMs >= LEAST_INTERVAL_MS;
    return old || topicsNew;
  }

  /** Whether the answer has come at once, and is other than before. */
  private boolean resolve(GroupChange change, SortedSet<String> patterns) {
    String groupId = change.group().groupId();
    TopicCatalog topics = catalog.get();
    CompletionStage<SortedMap<String, SortedSet<String>>> answer =
        resolver.resolve(patterns, topics);
    if (answer.toCompletableFuture().isDone()) {
      return take(change, answer.toCompletableFuture().join(), topics);
    }
    resolving.add(groupId);
    answer.whenComplete(
        (found, failure) -> {
          resolving.remove(groupId);
          if (failure == null) {
            context.decide(() -> resolved(groupId, found, topics));
          } else {
            log.error("The patterns of group {} could not be resolved", groupId, failure);
          }
        });
    return false;
  }

  private Decision<Void> resolved(
      String groupId, SortedMap<String, SortedSet<String>> found, TopicCatalog topics) {
    if (!(groups.find(groupId) instanceof ConsumerGroup group)) {
      return Decision.unasked(List.of());
    }
    GroupChange change = new GroupChange(group);
    if (take(change, found, topics)) {
      change.advance(true, catalog.get());
    }
    return Decision.unasked(change.records());
  }

  /** Notes what the patterns stand for that are still subscribed to; whether that is new. */
  private boolean take(
      GroupChange change, SortedMap<String, SortedSet<String>> found, TopicCatalog topics) {
    SortedSet<String> wanted = new TreeSet<>(change.subscribedPatterns());
    wanted.retainAll(found.keySet());
    boolean changed = false;
    for (String pattern : wanted) {
      SortedSet<String> names = Objects.requireNonNull(found.get(pattern));
      ResolvedPattern before = change.resolvedPatterns().get(pattern);
      changed |= before == null || !before.topics().equals(names);
      change.putPattern(
          pattern, new ResolvedPattern(names, topics.version(), context.clock().wallMs()));
    }
    return changed;
  }
}
