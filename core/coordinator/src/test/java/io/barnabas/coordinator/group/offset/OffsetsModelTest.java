package io.barnabas.coordinator.group.offset;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.OffsetDeleteRequest;
import io.barnabas.protocol.message.OffsetDeleteRequest.OffsetDeleteRequestPartition;
import io.barnabas.protocol.message.OffsetDeleteRequest.OffsetDeleteRequestTopic;
import io.barnabas.protocol.message.OffsetFetchRequest.OffsetFetchRequestGroup;
import io.barnabas.protocol.message.OffsetFetchResponse.OffsetFetchResponsePartitions;
import io.barnabas.protocol.message.OffsetFetchResponse.OffsetFetchResponseTopics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever happens, a group has the offsets that a plain map would have. */
class OffsetsModelTest {
  private static final List<String> GROUPS = List.of("a", "b", "c");
  private static final List<String> TOPICS = List.of("orders", "bills");
  private static final int PARTITIONS = 3;

  /** From the end of retention until an offset is surely gone: two checks, and a retry. */
  private static final long SURELY_GONE_MS =
      OffsetsOnStage.RETENTION_MS + 2 * OffsetsOnStage.CHECK_INTERVAL_MS + 2_000;

  private record Place(String group, String topic, int partition) {}

  private record Value(long offset, long committedMs) {}

  private sealed interface Step {
    record Commit(Place place, long offset) implements Step {}

    record Delete(Place place) implements Step {}

    record DeleteGroup(String group) implements Step {}

    record Pass(long durationMs) implements Step {}

    record HoldWrites() implements Step {}

    record CommitWrites() implements Step {}

    record FailWrites() implements Step {}

    record Reload() implements Step {}
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Place> places =
        Combinators.combine(
                Arbitraries.of(GROUPS),
                Arbitraries.of(TOPICS),
                Arbitraries.integers().between(0, PARTITIONS - 1))
            .as(Place::new);
    Arbitrary<Step> commits =
        Combinators.combine(places, Arbitraries.longs().between(0, 1000)).as(Step.Commit::new);
    Arbitrary<Step> passes = Arbitraries.longs().between(1, 45_000).map(Step.Pass::new);
    Arbitrary<Step> others =
        Arbitraries.of(
            new Step.HoldWrites(),
            new Step.CommitWrites(),
            new Step.FailWrites(),
            new Step.Reload());
    Arbitrary<Step> deletions =
        Arbitraries.oneOf(
            places.map(Step.Delete::new), Arbitraries.of(GROUPS).map(Step.DeleteGroup::new));
    return Arbitraries.frequencyOf(
            Tuple.of(6, commits), Tuple.of(2, deletions), Tuple.of(3, passes), Tuple.of(2, others))
        .list()
        .ofMaxSize(60);
  }

  @Property(tries = 500)
  void aGroupHasWhatItCommitted(@ForAll("steps") List<Step> steps) {
    Run run = new Run();
    steps.forEach(run::take);
    run.take(new Step.CommitWrites());
    run.take(new Step.Reload());
  }

  /** The coordinator and the map side by side. */
  private static final class Run {
    private final OffsetsOnStage stage = new OffsetsOnStage();
    private Map<Place, Value> decided = new HashMap<>();
    private Map<Place, Value> committed = Map.of();
    private boolean holding;
    private long flowingSinceMs;

    Run() {
      TOPICS.forEach(topic -> stage.catalog().add(topic, PARTITIONS));
    }

    void take(Step step) {
      switch (step) {
        case Step.Commit commit -> commit(commit);
        case Step.Delete delete -> delete(delete.place());
        case Step.DeleteGroup delete -> deleteGroup(delete.group());
        case Step.Pass pass -> stage.pass(pass.durationMs());
        case Step.HoldWrites hold -> hold();
        case Step.CommitWrites commit -> flow(() -> stage.runtime().commitWrites());
        case Step.FailWrites fail -> {
          decided = new HashMap<>(committed);
          flow(() -> stage.runtime().failWrites(ErrorCode.NOT_ENOUGH_REPLICAS));
        }
        case Step.Reload reload -> {
          decided = new HashMap<>(committed);
          stage.runtime().reload();
          flowingSinceMs = stage.nowMs();
        }
      }
      if (!holding) {
        compare();
        committed = Map.copyOf(decided);
      }
    }

    private void hold() {
      holding = true;
      stage.runtime().holdWrites();
    }

    private void flow(Runnable change) {
      change.run();
      holding = false;
      flowingSinceMs = stage.nowMs();
    }

    private void commit(Step.Commit commit) {
      Place place = commit.place();
      var answer = stage.commit(place.group(), place.topic(), place.partition(), commit.offset());
      assertThat(answer.toCompletableFuture().isDone()).isEqualTo(!holding);
      decided.put(place, new Value(commit.offset(), stage.nowMs()));
    }

    private void delete(Place place) {
      OffsetDeleteRequest request =
          new OffsetDeleteRequest()
              .groupId(place.group())
              .topics(
                  List.of(
                      new OffsetDeleteRequestTopic()
                          .name(place.topic())
                          .partitions(
                              List.of(
                                  new OffsetDeleteRequestPartition()
                                      .partitionIndex(place.partition())))));
      stage.runtime().ask(it -> it.offsets().delete(request));
      decided.remove(place);
    }

    private void deleteGroup(String group) {
      stage.runtime().ask(it -> it.administration().delete(group));
      decided.keySet().removeIf(place -> place.group().equals(group));
    }

    /** Also takes out of the map what has expired in time. */
    private void compare() {
      Map<Place, Long> found = new HashMap<>();
      GROUPS.forEach(group -> found.putAll(fetch(group)));
      long nowMs = stage.nowMs();
      decided
          .entrySet()
          .removeIf(entry -> !found.containsKey(entry.getKey()) && mayBeGone(entry, nowMs));
      assertThat(decided.entrySet())
          .noneMatch(entry -> surelyGone(entry.getValue(), nowMs))
          .allSatisfy(
              entry -> assertThat(found).containsEntry(entry.getKey(), entry.getValue().offset()))
          .hasSize(found.size());
    }

    private static boolean mayBeGone(Map.Entry<Place, Value> entry, long nowMs) {
      return nowMs - entry.getValue().committedMs() >= OffsetsOnStage.RETENTION_MS;
    }

    private boolean surelyGone(Value value, long nowMs) {
      return nowMs - value.committedMs() > SURELY_GONE_MS
          && nowMs - flowingSinceMs > SURELY_GONE_MS;
    }

    private Map<Place, Long> fetch(String group) {
      Map<Place, Long> found = new HashMap<>();
      OffsetFetchRequestGroup all = new OffsetFetchRequestGroup().groupId(group).topics(null);
      for (OffsetFetchResponseTopics topic :
          stage.await(it -> it.offsets().fetch(all, false, (short) 9)).topics()) {
        for (OffsetFetchResponsePartitions partition : topic.partitions()) {
          Place place = new Place(group, topic.name(), partition.partitionIndex());
          found.put(place, partition.committedOffset());
        }
      }
      return found;
    }
  }
}
