package io.barnabas.coordinator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.record.CompressionType;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.RecordBatchBuilder;
import io.barnabas.record.legacy.DownConversion;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoordinatorRuntimeTest {
  private final RuntimeWorld world = RuntimeWorld.loaded(5);

  @Test
  void decisionsOfOneTurnAreWrittenTogetherAndAnsweredInOrder() {
    List<String> answered = new ArrayList<>();
    List<CompletableFuture<Long>> answers = new ArrayList<>();
    world
        .shard()
        .execute(
            () -> {
              for (int i = 0; i < 10; i++) {
                var answer = world.runtime().ask(counters -> counters.raise("a"));
                answers.add(
                    answer.toCompletableFuture().whenComplete((n, _) -> answered.add("a" + n)));
              }
              assertThat(answered).isEmpty();
            });
    world.settle();

    assertThat(world.log().appends()).isOne();
    assertThat(answered)
        .containsExactly("a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "a10");
  }

  @Test
  void aReadIsAnsweredOnlyWhenWhatItSawIsCommitted() {
    List<String> order = new ArrayList<>();
    world
        .shard()
        .execute(
            () -> {
              world.runtime().ask(c -> c.raise("a")).thenAccept(n -> order.add("raised to " + n));
              world.runtime().ask(c -> c.read("a")).thenAccept(n -> order.add("read " + n));
              assertThat(order).isEmpty();
            });
    world.settle();

    assertThat(order).containsExactly("raised to 1", "read 1");
    assertThat((long) world.await(world.ask(c -> c.read("a")))).isEqualTo(1);
  }

  @Test
  void whatCanNotBeWrittenIsUndoneAndFailsAllThatBuiltOnIt() {
    world.await(world.ask(c -> c.raise("a")));
    world.log().failAppends(1000);
    List<String> outcomes = new ArrayList<>();
    var first = world.ask(c -> c.raise("a").withOutcome(noting(outcomes, "first")));
    var second = world.ask(c -> c.raise("a").withOutcome(noting(outcomes, "second")));
    var read = world.ask(c -> c.read("a"));
    CompletableFuture<Long> refused =
        world.ask(
            _ -> {
              throw new CoordinatorException(ErrorCode.UNKNOWN_MEMBER_ID, "nobody");
            });

    for (var failed : List.of(first, second, read, refused)) {
      assertThat(world.refusal(failed)).isEqualTo(ErrorCode.COORDINATOR_NOT_AVAILABLE);
    }
    assertThat(outcomes)
        .containsExactly(
            "first failed COORDINATOR_NOT_AVAILABLE", "second failed COORDINATOR_NOT_AVAILABLE");
    world.log().failAppends(0);
    assertThat((long) world.await(world.ask(c -> c.read("a")))).isEqualTo(1);
    assertThat((long) world.await(world.ask(c -> c.raise("a")))).isEqualTo(2);
  }

  @Test
  void whatIsDecidedWhileABatchIsWrittenNeedNotWaitForIt() {
    world
        .shard()
        .execute(
            () -> {
              world.runtime().ask(c -> c.raise("a"));
              world
                  .shard()
                  .execute(
                      () -> {
                        assertThat(world.log().appends()).isOne();
                        world.runtime().ask(c -> c.raise("a"));
                        world.shard().execute(() -> assertThat(world.log().appends()).isEqualTo(2));
                      });
            });
    world.settle();

    assertThat(world.stored.all()).hasSize(2);
    assertThat(world.replayed()).isEqualTo(Map.of("a", 2L));
  }

  @Test
  void whoWaitsTooLongForACommitIsToldAndTheCommitMayComeAllTheSame() {
    world.log().delayAppends(3 * SimulatedLog.COMMIT_TIMEOUT_MS);
    CompletableFuture<Long> raised = world.ask(c -> c.raise("a"));
    CompletableFuture<Long> read = world.ask(c -> c.read("a"));

    assertThat(world.refusal(raised)).isEqualTo(ErrorCode.COORDINATOR_NOT_AVAILABLE);
    assertThat(world.refusal(read)).isEqualTo(ErrorCode.COORDINATOR_NOT_AVAILABLE);
    assertThat(world.stored.all()).isEmpty();

    world.log().delayAppends(0);
    world.world.runFor(3 * SimulatedLog.COMMIT_TIMEOUT_MS * 1_000_000L);
    assertThat((long) world.await(world.ask(c -> c.raise("a")))).isEqualTo(2);
    assertThat(world.replayed()).isEqualTo(Map.of("a", 2L));
  }

  /** Two that were told the same count would both have raised what one of them did not see. */
  @ParameterizedTest
  @ValueSource(ints = {0, 100, 500})
  void whateverFailsTheMachineIsWhatTheLogSays(int failuresPerMille) {
    for (int seed = 0; seed < 50; seed++) {
      RuntimeWorld run = RuntimeWorld.loaded(seed);
      run.log().failAppends(failuresPerMille);
      List<CompletableFuture<Long>> answers = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        answers.add(run.ask(c -> c.raise("a")));
        run.world.runFor(1_000_000L * run.world.randomness().nextInt(3));
      }
      run.settle();

      List<Long> told =
          answers.stream()
              .filter(answer -> !answer.isCompletedExceptionally())
              .map(CompletableFuture::join)
              .toList();
      assertThat(told).doesNotHaveDuplicates().isSorted();
      assertThat(run.machine().counts())
          .isEqualTo(run.replayed())
          .isEqualTo(told.isEmpty() ? Map.of() : Map.of("a", (long) told.size()));
    }
  }

  @Test
  void anOutcomeIsToldBeforeTheAnswerGoesOut() {
    List<String> order = new ArrayList<>();
    world
        .ask(c -> c.raise("a").withOutcome(noting(order, "it")))
        .thenAccept(_ -> order.add("answered"));
    world.settle();

    assertThat(order).containsExactly("it committed", "answered");
  }

  @Test
  void anAnswerMayComeLongAfterItsRecords() {
    CompletableFuture<String> held = new CompletableFuture<>();
    var answer =
        world.ask(c -> new Decision<>(c.raise("a").records(), held, Decision.Outcome.NONE));
    world.settle();
    assertThat(answer).isNotDone();

    world.shard().execute(() -> held.complete("now"));
    assertThat(world.await(answer)).isEqualTo("now");
  }

  @Test
  void aDecisionThatNoBatchHoldsIsRefusedAndLeavesNoTrace() {
    List<String> outcomes = new ArrayList<>();
    var huge =
        world.ask(
            c -> c.raiseAll(Collections.nCopies(100, "a")).withOutcome(noting(outcomes, "it")));

    assertThat(world.refusal(huge)).isEqualTo(ErrorCode.UNKNOWN_SERVER_ERROR);
    assertThat(outcomes).containsExactly("it failed UNKNOWN_SERVER_ERROR");
    assertThat(world.machine().counts()).isEmpty();
    assertThat(world.log().appends()).isZero();
  }

  @Test
  void manyDecisionsAreSpreadOverBatchesAndNoneIsSplit() {
    List<CompletableFuture<Long>> answers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      answers.add(world.ask(c -> c.raiseAll(List.of("a", "b", "c"))));
    }
    answers.forEach(world::await);

    assertThat(world.stored.all())
        .allSatisfy(
            batch -> {
              var header = RecordBatch.at(batch, 0);
              assertThat(header.recordCount() % 3).isZero();
              assertThat(header.sizeBytes()).isLessThanOrEqualTo(1_000);
            });
    assertThat(world.stored.all().size()).isLessThan(200);
    assertThat(world.replayed()).isEqualTo(Map.of("a", 200L, "b", 200L, "c", 200L));
  }

  @Test
  void aDefectInReplayEndsThatDecisionOnly() {
    var good = world.ask(c -> c.raise("a"));
    var bad = world.ask(c -> c.raiseAll(List.of("b", "defect")));
    var better = world.ask(c -> c.raise("a"));

    assertThat(world.refusal(bad)).isEqualTo(ErrorCode.UNKNOWN_SERVER_ERROR);
    assertThat((long) world.await(good)).isEqualTo(1);
    assertThat((long) world.await(better)).isEqualTo(2);
    assertThat(world.machine().counts()).isEqualTo(Map.of("a", 2L)).isEqualTo(world.replayed());
  }

  @Test
  void aDecisionAskedForInsideAnotherComesBehindIt() {
    List<CompletableFuture<Long>> inner = new ArrayList<>();
    var outer =
        world.ask(
            c -> {
              inner.add(world.runtime().ask(d -> d.raise("a")).toCompletableFuture());
              return c.raise("a");
            });

    assertThat((long) world.await(outer)).isEqualTo(1);
    assertThat((long) world.await(inner.getFirst())).isEqualTo(2);
  }

  @Test
  void aTimerDecidesThroughTheContextAndNotAfterTheEnd() {
    Counters machine = world.machine();
    world
        .shard()
        .execute(
            () -> {
              machine
                  .context
                  .timers()
                  .schedule(10, () -> machine.context.decide(() -> voided(machine.raise("t"))));
              machine
                  .context
                  .timers()
                  .schedule(3_000, () -> machine.context.decide(() -> voided(machine.raise("t"))));
            });
    world.settle();
    assertThat(world.replayed()).isEqualTo(Map.of("t", 1L));

    world.shard().execute(world.runtime()::unload);
    world.world.runFor(10_000_000_000L);
    assertThat(world.replayed()).isEqualTo(Map.of("t", 1L));
  }

  @Test
  void unloadingFailsWhatWaitsAndWhatComesThen() {
    List<String> outcomes = new ArrayList<>();
    CompletableFuture<Long> waiting =
        world.onShard(
            () -> {
              var answer =
                  world.runtime().ask(c -> c.raise("a").withOutcome(noting(outcomes, "it")));
              world.runtime().unload();
              return answer;
            });

    assertThat(world.refusal(waiting)).isEqualTo(ErrorCode.NOT_COORDINATOR);
    assertThat(world.refusal(world.ask(c -> c.read("a")))).isEqualTo(ErrorCode.NOT_COORDINATOR);
    assertThat(outcomes).containsExactly("it failed NOT_COORDINATOR");
    assertThat(world.machine().events).containsExactly("loaded", "unloaded");
  }

  @Test
  void recordsOfSomebodyElseMakeTheCoordinatorLoadAgain() {
    world.await(world.ask(c -> c.raise("a")));
    world
        .shard()
        .execute(
            () -> {
              world.runtime().ask(c -> c.raise("a"));
              world.stored.append(
                  new RecordBatchBuilder()
                      .add(
                          0,
                          RecordCodec.encodeKey(Counters.record("b", 9).key()),
                          RecordCodec.encodeValue(Counters.record("b", 9)))
                      .build());
            });
    world.settle();

    assertThat(world.machines).hasSize(2);
    assertThat((long) world.await(world.ask(c -> c.read("b")))).isEqualTo(9);
    assertThat((long) world.await(world.ask(c -> c.read("a")))).isEqualTo(2);
  }

  @Test
  void newsThatComesWhileItLoadsIsToldWhenItIsLoaded() {
    world
        .shard()
        .execute(
            () -> {
              world.runtime().unload();
              world.runtime().load();
              world.runtime().tell(counters -> counters.events.add("told"));
            });
    world.settle();

    assertThat(world.machines).hasSize(2);
    assertThat(world.machine().events).containsExactly("loaded", "told");
  }

  @Test
  void theMessagesOfAnOldBrokerAreRead() {
    RuntimeWorld old = new RuntimeWorld(1);
    old.stored.append(legacy((byte) 0, CompressionType.NONE, Counters.record("a", 3)));
    old.stored.append(legacy((byte) 1, CompressionType.GZIP, Counters.record("b", 4)));
    old.load();

    assertThat(old.machine().counts()).isEqualTo(Map.of("a", 3L, "b", 4L));
  }

  private static ByteBuffer legacy(byte magic, CompressionType codec, CoordinatorRecord record) {
    ByteBuffer batch =
        new RecordBatchBuilder(codec, codec.defaultLevel())
            .add(0, RecordCodec.encodeKey(record.key()), RecordCodec.encodeValue(record))
            .build();
    return new DownConversion(magic, 10_000, 10_000).convert(batch, 0).messages();
  }

  private static Decision<Void> voided(Decision<Long> decision) {
    return new Decision<>(
        decision.records(), CompletableFuture.completedStage(null), decision.outcome());
  }

  private static Decision.Outcome noting(List<String> notes, String name) {
    return new Decision.Outcome() {
      @Override
      public void committed() {
        notes.add(name + " committed");
      }

      @Override
      public void failed(ErrorCode error) {
        notes.add(name + " failed " + error);
      }
    };
  }
}
