package io.barnabas.coordinator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.environment.simulated.SimulatedProcess;
import io.barnabas.environment.simulated.SimulatedShard;
import io.barnabas.environment.simulated.SimulatedWorld;
import io.barnabas.protocol.ErrorCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** A runtime in a simulated process, with a log that outlives it. */
final class RuntimeWorld {
  private static final long PATIENCE_NS = 1_000_000_000_000L;

  final SimulatedWorld world;
  final StoredBatches stored = new StoredBatches();
  final List<Counters> machines = new ArrayList<>();
  final HeardMetrics metrics = new HeardMetrics();
  private final SeededRandomness randomness;
  private SimulatedProcess process;
  private SimulatedLog log;
  private CoordinatorRuntime<Counters> runtime;

  RuntimeWorld(long seed) {
    world = new SimulatedWorld(seed);
    randomness = world.randomness().fork();
    start();
  }

  void start() {
    process = world.start(world.newVolume(Path.of("/v")), 1);
    log = new SimulatedLog(shard(), stored, randomness);
    runtime = new CoordinatorRuntime<>(shard(), log, Counters.TYPES, this::machine, metrics);
  }

  private Counters machine(CoordinatorContext context) {
    Counters machine = new Counters(context);
    machines.add(machine);
    return machine;
  }

  static RuntimeWorld loaded(long seed) {
    RuntimeWorld world = new RuntimeWorld(seed);
    world.load();
    return world;
  }

  SimulatedLog log() {
    return log;
  }

  CoordinatorRuntime<Counters> runtime() {
    return runtime;
  }

  SimulatedShard shard() {
    return process.shards().getFirst();
  }

  Counters machine() {
    return machines.getLast();
  }

  /** Begins to load, and waits for it. */
  void load() {
    shard().execute(runtime::load);
    assertThat(world.runUntil(this::isLoaded, PATIENCE_NS)).isTrue();
  }

  boolean isLoaded() {
    return !machines.isEmpty() && machine().events.contains("loaded");
  }

  void crash() {
    process.crash();
  }

  /** Asks on the shard, some time. */
  <T> CompletableFuture<T> ask(Function<Counters, Decision<T>> question) {
    return onShard(() -> runtime.ask(question));
  }

  <T> CompletableFuture<T> onShard(Supplier<CompletionStage<T>> work) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    shard()
        .execute(
            () ->
                work.get()
                    .whenComplete(
                        (result, failure) -> {
                          if (failure == null) {
                            answer.complete(result);
                          } else {
                            answer.completeExceptionally(failure);
                          }
                        }));
    return answer;
  }

  <T> T await(CompletableFuture<T> answer) {
    assertThat(world.runUntil(answer::isDone, PATIENCE_NS)).isTrue();
    return answer.join();
  }

  /** What the answer fails with. */
  ErrorCode refusal(CompletableFuture<?> answer) {
    assertThat(world.runUntil(answer::isDone, PATIENCE_NS)).isTrue();
    return errorOf(answer);
  }

  static ErrorCode errorOf(CompletableFuture<?> answer) {
    Throwable failure = answer.exceptionNow();
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    assertThat(cause).isInstanceOf(CoordinatorException.class);
    return ((CoordinatorException) cause).error();
  }

  /** Lets everything happen that is under way. */
  void settle() {
    world.runFor(1_000_000_000L);
  }

  /** What a replay of the log from its beginning comes to. */
  Map<String, Long> replayed() {
    Counters fresh =
        new ActiveMachine<>(shard(), log, Counters::new, CoordinatorMetrics.NONE, () -> {})
            .machine();
    BatchReplay replay = new BatchReplay("oracle", new RecordCodec(Counters.TYPES), fresh);
    stored.all().forEach(batch -> replay.replay(batch.duplicate()));
    return fresh.counts();
  }
}
