package io.barnabas.coordinator.runtime;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.environment.Clock;
import io.barnabas.environment.Randomness;
import io.barnabas.environment.Timers;
import io.barnabas.protocol.ErrorCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs a state machine on a log that is a list: replays a decision's records at once, and commits
 * them at once too, unless the test holds the writes to let them succeed or fail later.
 */
public final class InMemoryRuntime<M extends StateMachine> {
  private record Logged(CoordinatorRecord record, RecordOrigin origin) {}

  private record Waiting<T>(Decision<T> decision, int logEnd, CompletableFuture<T> answer) {
    void commit() {
      decision.outcome().committed();
      decision
          .response()
          .whenComplete(
              (value, failure) -> {
                if (failure == null) {
                  answer.complete(value);
                } else {
                  answer.completeExceptionally(failure);
                }
              });
    }

    void fail(ErrorCode error) {
      decision.outcome().failed(error);
      answer.completeExceptionally(new CoordinatorException(error, "The write has failed"));
    }
  }

  private final Clock clock;
  private final Timers timers;
  private final Randomness randomness;
  private final Function<CoordinatorContext, M> factory;
  private final Consumer<CoordinatorRecord> observer;
  private final List<Logged> log = new ArrayList<>();
  private final Queue<Waiting<?>> waiting = new ArrayDeque<>();
  private Life life;
  private int committed;
  private final Queue<Runnable> later = new ArrayDeque<>();
  private boolean holding;
  private boolean busy;

  /**
   * @param observer sees each record as it is decided
   */
  public InMemoryRuntime(
      Clock clock,
      Timers timers,
      Randomness randomness,
      Function<CoordinatorContext, M> factory,
      Consumer<CoordinatorRecord> observer) {
    this.clock = clock;
    this.timers = timers;
    this.randomness = randomness;
    this.factory = factory;
    this.observer = observer;
    this.life = new Life();
    life.load();
  }

  public M machine() {
    return life.machine;
  }

  /** What is written and committed, in order. */
  public List<CoordinatorRecord> committedRecords() {
    return log.subList(0, committed).stream().map(Logged::record).toList();
  }

  /** Asks the machine; the stage fails with what the machine throws. */
  public <T> CompletionStage<T> ask(Function<M, Decision<T>> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    turn(() -> life.take(() -> question.apply(life.machine), answer));
    return answer;
  }

  /** From now on writes are neither committed nor failed until the test says so. */
  public void holdWrites() {
    holding = true;
  }

  /** All writes succeed, and so do those to come. */
  public void commitWrites() {
    holding = false;
    turn(this::commitAll);
  }

  /** All that is not committed fails and is undone; writes to come succeed. */
  public void failWrites(ErrorCode error) {
    holding = false;
    life.undoLog.undoAll();
    turn(() -> failAll(error));
  }

  /** The machine loses its partition, and another one loads what was committed. */
  public void reload() {
    unload();
    life = new Life();
    life.load();
  }

  /** The machine loses its partition. */
  public void unload() {
    life.alive = false;
    life.machine.onUnloaded();
    failAll(ErrorCode.NOT_COORDINATOR);
  }

  private void failAll(ErrorCode error) {
    log.subList(committed, log.size()).clear();
    List<Waiting<?>> failed = List.copyOf(waiting);
    waiting.clear();
    failed.forEach(one -> one.fail(error));
  }

  private void commitAll() {
    while (!holding && !waiting.isEmpty()) {
      Waiting<?> next = waiting.remove();
      committed = next.logEnd();
      life.undoLog.forgetBefore(committed);
      next.commit();
    }
  }

  /** Does something, and then what it has asked to be done behind it. */
  private void turn(Runnable action) {
    later.add(action);
    if (busy) {
      return;
    }
    busy = true;
    try {
      while (!later.isEmpty()) {
        later.remove().run();
      }
    } finally {
      busy = false;
    }
  }

  /** A machine from its loading to its unloading. */
  private final class Life implements CoordinatorContext {
    private final UndoLog undoLog = new UndoLog();
    private final M machine = factory.apply(this);
    private boolean alive = true;

    void load() {
      log.forEach(entry -> machine.replay(entry.record(), entry.origin()));
      machine.onLoaded();
    }

    <T> void take(Supplier<Decision<T>> question, CompletableFuture<T> answer) {
      Decision<T> decision = decisionOf(question);
      decision.records().forEach(this::write);
      waiting.add(new Waiting<>(decision, log.size(), answer));
      commitAll();
    }

    /** A refusal, too, is heard only when that is committed on which it may rest. */
    private static <T> Decision<T> decisionOf(Supplier<Decision<T>> question) {
      try {
        return question.get();
      } catch (CoordinatorException refusal) {
        return Decision.later(CompletableFuture.failedStage(refusal));
      }
    }

    private void write(CoordinatorRecord record) {
      Logged entry = new Logged(record, new RecordOrigin(log.size(), clock.wallMs(), -1));
      log.add(entry);
      observer.accept(record);
      undoLog.begin(entry.origin().offset());
      machine.replay(record, entry.origin());
      undoLog.pause();
    }

    @Override
    public Clock clock() {
      return clock;
    }

    @Override
    public Timers timers() {
      return timers;
    }

    @Override
    public Randomness randomness() {
      return randomness;
    }

    @Override
    public UndoLog undoLog() {
      return undoLog;
    }

    @Override
    public void decide(Supplier<Decision<Void>> decision) {
      turn(
          () -> {
            if (alive) {
              take(decision, new CompletableFuture<>());
            }
          });
    }
  }
}
