package io.barnabas.coordinator.runtime;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.environment.Shard;
import io.barnabas.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Runs the state machine of one partition of a coordinator's topic, for as long as this broker
 * leads the partition. To be used on the partition's shard.
 *
 * <pre>
 *              load()              replayed
 *   (new) ----------------> Loading ------> Active
 *                           |    ^            |
 *            can't be read  |    |  later     | somebody else wrote to the log
 *                           v    |            |
 *                          Failed   <loading>-+
 *
 *   any --unload()--> Closed
 * </pre>
 */
public final class CoordinatorRuntime<S extends StateMachine> {
  private static final Logger log = LoggerFactory.getLogger(CoordinatorRuntime.class);
  private static final long FIRST_RETRY_MS = 1_000;
  private static final long MAX_RETRY_MS = 30_000;

  private final Shard shard;
  private final CoordinatorLog coordinatorLog;
  private final RecordCodec codec;
  private final Function<CoordinatorContext, S> factory;
  private final CoordinatorMetrics metrics;
  private State<S> state = new Closed<>();
  private long retryMs = FIRST_RETRY_MS;

  /** What the machine is to hear as soon as it is loaded. */
  private final List<Consumer<? super S>> untold = new ArrayList<>();

  private sealed interface State<S extends StateMachine> {}

  private record Loading<S extends StateMachine>(LogLoad load) implements State<S> {}

  private record Active<S extends StateMachine>(ActiveMachine<S> machine) implements State<S> {}

  /** The log can't be read; it is tried again. */
  private record Failed<S extends StateMachine>() implements State<S> {}

  /** Not led by this broker, or not yet. */
  private record Closed<S extends StateMachine>() implements State<S> {}

  /**
   * @param factory makes the machine, in its first state, that the log is replayed into
   */
  public CoordinatorRuntime(
      Shard shard,
      CoordinatorLog coordinatorLog,
      RecordTypes types,
      Function<CoordinatorContext, S> factory,
      CoordinatorMetrics metrics) {
    this.shard = shard;
    this.coordinatorLog = coordinatorLog;
    this.codec = new RecordCodec(types);
    this.factory = factory;
    this.metrics = metrics;
  }

  /** Begins to load the log. */
  public void load() {
    ActiveMachine<S> machine =
        new ActiveMachine<>(shard, coordinatorLog, factory, metrics, this::loadAgain);
    BatchReplay replay = new BatchReplay(coordinatorLog.name(), codec, machine.machine());
    LogLoad load = new LogLoad(shard, coordinatorLog, replay);
    state = new Loading<>(load);
    load.run()
        .whenComplete(
            (_, failure) -> {
              if (failure == null) {
                onLoaded(load, replay, machine);
              } else {
                onLoadFailed(failure);
              }
            });
  }

  private void onLoaded(LogLoad load, BatchReplay replay, ActiveMachine<S> machine) {
    // Most partitions have nothing, and need no line in the log.
    Level level = load.bytes() == 0 ? Level.DEBUG : Level.INFO;
    log.atLevel(level)
        .log(
            "Loaded {}: {} records of {} bytes in {} ms, {} skipped",
            coordinatorLog.name(),
            replay.replayed(),
            load.bytes(),
            load.durationNs() / 1_000_000,
            replay.skipped());
    metrics.onLoaded(replay.replayed(), load.bytes(), load.durationNs());
    retryMs = FIRST_RETRY_MS;
    state = new Active<>(machine);
    machine.begin();
    List<Consumer<? super S>> messages = List.copyOf(untold);
    untold.clear();
    messages.forEach(machine::tell);
  }

  private void onLoadFailed(Throwable failure) {
    log.error("{} can't be loaded; trying again in {} ms", coordinatorLog.name(), retryMs, failure);
    metrics.onLoadFailed();
    State<S> failed = new Failed<>();
    state = failed;
    shard
        .timers()
        .schedule(
            retryMs,
            () -> {
              if (state == failed) {
                load();
              }
            });
    retryMs = Math.min(MAX_RETRY_MS, 2 * retryMs);
  }

  /** The machine does not know what is in the log. */
  private void loadAgain() {
    unload();
    load();
  }

  /**
   * This broker leads the partition no more: waiting answers fail with NOT_COORDINATOR, as those
   * whose decisions are not committed yet do.
   */
  public void unload() {
    State<S> before = state;
    state = new Closed<>();
    untold.clear();
    switch (before) {
      case Loading<S>(LogLoad load) -> load.cancel();
      case Active<S>(ActiveMachine<S> machine) -> machine.end(notCoordinator());
      case Failed<S> _, Closed<S> _ -> {}
    }
  }

  /**
   * Asks the machine for a decision. The answer comes when it is committed, and everything that was
   * decided before it. Fails with {@link CoordinatorException}: the machine's refusal, or
   * COORDINATOR_LOAD_IN_PROGRESS, COORDINATOR_NOT_AVAILABLE, NOT_COORDINATOR, or why the records
   * could not be written.
   */
  public <T> CompletionStage<T> ask(Function<? super S, Decision<T>> question) {
    return switch (state) {
      case Active<S>(ActiveMachine<S> machine) -> machine.ask(question);
      case Loading<S> _ ->
          CompletableFuture.failedStage(
              refusal(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS, " is being loaded"));
      case Failed<S> _ ->
          CompletableFuture.failedStage(
              refusal(ErrorCode.COORDINATOR_NOT_AVAILABLE, " can't be read"));
      case Closed<S> _ -> CompletableFuture.failedStage(notCoordinator());
    };
  }

  /** Tells the machine something that no record says, or will when it is loaded. */
  public void tell(Consumer<? super S> message) {
    switch (state) {
      case Active<S>(ActiveMachine<S> machine) -> machine.tell(message);
      case Loading<S> _, Failed<S> _ -> untold.add(message);
      case Closed<S> _ -> {}
    }
  }

  private CoordinatorException notCoordinator() {
    return refusal(ErrorCode.NOT_COORDINATOR, " is not coordinated here");
  }

  private CoordinatorException refusal(ErrorCode error, String what) {
    return new CoordinatorException(error, coordinatorLog.name() + what);
  }
}
