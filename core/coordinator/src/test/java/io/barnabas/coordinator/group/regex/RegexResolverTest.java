package io.barnabas.coordinator.group.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.group.TopicCatalog.Topic;
import io.barnabas.environment.Timers;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.primitive.Uuid;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegexResolverTest {
  private final Queue<Runnable> turns = new ArrayDeque<>();
  private final Timers timers =
      (delayMs, task) -> {
        turns.add(task);
        return () -> turns.remove(task);
      };
  private final RegexResolver resolver = new RegexResolver(timers);

  private static TopicCatalog catalog(List<String> names) {
    List<Topic> topics = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      topics.add(new Topic.WithoutRacks(new Uuid(1, i + 1), names.get(i), 1));
    }
    return TopicCatalog.of(1, topics);
  }

  private CompletableFuture<SortedMap<String, SortedSet<String>>> resolve(
      TopicCatalog topics, String... regexes) {
    return resolver.resolve(new TreeSet<>(List.of(regexes)), topics).toCompletableFuture();
  }

  @Test
  void anExpressionStandsForTheTopicsWhoseWholeNameItMatches() {
    TopicCatalog topics = catalog(List.of("orders", "orders.eu", "old-orders", "returns"));
    assertThat(resolve(topics, "orders.*", "re", "(?i)RETURNS").join())
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "orders.*", new TreeSet<>(List.of("orders", "orders.eu")),
                    "re", new TreeSet<String>(),
                    "(?i)RETURNS", new TreeSet<>(List.of("returns")))));
    assertThat(turns).isEmpty();
  }

  @Test
  void internalTopicsAreMatchedLikeOthers() {
    assertThat(resolve(catalog(List.of("__consumer_offsets", "a")), "__.*").join().get("__.*"))
        .containsExactly("__consumer_offsets");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(", "a**", "[z-a]", "a{1001}", "(?=a)b", "\\1", "*", "((a{100}){100}){100}"})
  void whatRe2DoesNotReadOrWouldGrowTooLargeIsRefused(String regex) {
    assertThatThrownBy(() -> resolver.check(regex))
        .isInstanceOfSatisfying(
            CoordinatorException.class,
            e -> assertThat(e.error()).isEqualTo(ErrorCode.INVALID_REGULAR_EXPRESSION));
  }

  @Test
  void whatWasNotCheckedAndIsInvalidMatchesNothing() {
    SortedMap<String, SortedSet<String>> found = resolve(catalog(List.of("a")), "(", "a").join();
    assertThat(found.get("(")).isEmpty();
    assertThat(found.get("a")).containsExactly("a");
  }

  @Test
  void manyTopicsAreMatchedInSeveralTurns() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      names.add("topic-number-" + i);
    }
    var resolving = resolve(catalog(names), "topic-.*5", "[a-z0-9-]{200}");
    int taken = 0;
    while (!turns.isEmpty()) {
      assertThat(resolving).isNotDone();
      turns.remove().run();
      taken++;
    }
    assertThat(taken).isGreaterThan(100);
    assertThat(resolving.join().get("topic-.*5")).hasSize(2_000);
  }
}
