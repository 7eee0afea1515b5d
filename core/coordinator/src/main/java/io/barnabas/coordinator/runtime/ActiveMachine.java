package io.barnabas.coordinator.runtime;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.environment.Clock;
import io.barnabas.environment.Randomness;
import io.barnabas.environment.Shard;
import io.barnabas.environment.Timers;
import io.barnabas.protocol.ErrorCode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A state machine and its world, from the first replayed record until it is unloaded. Decisions are
 * taken one after the other: one that is asked for inside another comes behind it, because the
 * other's records are not replayed yet.
 */
final class ActiveMachine<S extends StateMachine> {
  private static final Logger log = LoggerFactory.getLogger(ActiveMachine.class);

  private final Shard shard;
  private final String name;
  private final S machine;
  private final DecisionWriter writer;
  private final UndoLog undoLog = new UndoLog();
  private boolean begun;
  private boolean ended;
  private boolean deciding;

  ActiveMachine(
      Shard shard,
      CoordinatorLog coordinatorLog,
      Function<CoordinatorContext, S> factory,
      CoordinatorMetrics metrics,
      Runnable onDiverged) {
    this.shard = shard;
    this.name = coordinatorLog.name();
    this.machine = factory.apply(new Context());
    this.writer = new DecisionWriter(shard, coordinatorLog, machine, undoLog, metrics, onDiverged);
  }

  S machine() {
    return machine;
  }

  /** The log is replayed. */
  void begin() {
    begun = true;
    attempt("loaded", StateMachine::onLoaded);
  }

  void end(CoordinatorException why) {
    ended = true;
    attempt("unloaded", StateMachine::onUnloaded);
    writer.end(why);
  }

  void tell(Consumer<? super S> message) {
    attempt("told the news", message);
  }

  private void attempt(String what, Consumer<? super S> message) {
    try {
      message.accept(machine);
    } catch (RuntimeException defect) {
      log.error("The coordinator of {} failed when {}", name, what, defect);
    }
  }

  <T> CompletionStage<T> ask(Function<? super S, Decision<T>> question) {
    if (!deciding) {
      return askNow(question);
    }
    CompletableFuture<CompletionStage<T>> later = new CompletableFuture<>();
    shard.execute(() -> later.complete(askNow(question)));
    return later.thenCompose(Function.identity());
  }

  private <T> CompletionStage<T> askNow(Function<? super S, Decision<T>> question) {
    if (ended) {
      return CompletableFuture.failedStage(
          new CoordinatorException(ErrorCode.NOT_COORDINATOR, name + " is not coordinated here"));
    }
    Decision<T> decision;
    deciding = true;
    try {
      decision = question.apply(machine);
    } catch (CoordinatorException refusal) {
      // It may rest on what is not committed yet, and then must not be heard before that is.
      decision = Decision.later(CompletableFuture.failedStage(refusal));
    } catch (RuntimeException defect) {
      return CompletableFuture.failedStage(defect);
    } finally {
      deciding = false;
    }
    return writer.take(decision);
  }

  private final class Context implements CoordinatorContext {
    @Override
    public Clock clock() {
      return shard.clock();
    }

    @Override
    public Timers timers() {
      return (delayMs, task) -> shard.timers().schedule(delayMs, () -> whileAlive(task));
    }

    private void whileAlive(Runnable task) {
      if (!ended) {
        task.run();
      }
    }

    @Override
    public Randomness randomness() {
      return shard.randomness();
    }

    @Override
    public UndoLog undoLog() {
      return undoLog;
    }

    @Override
    public void decide(Supplier<Decision<Void>> decision) {
      shard.execute(
          () -> {
            if (begun && !ended) {
              askNow(_ -> decision.get()).exceptionally(this::warn);
            }
          });
    }

    private Void warn(Throwable failure) {
      if (!(failure instanceof CoordinatorException)) {
        log.error("A decision of the coordinator of {} failed", name, failure);
      }
      return null;
    }
  }
}
