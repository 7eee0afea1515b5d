package io.barnabas.simulator.log;

import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.environment.simulated.SimulatedShard;
import io.barnabas.log.PartitionLog;
import io.barnabas.simulator.ExpectedFailure;
import io.barnabas.simulator.PartitionHistory;
import io.barnabas.simulator.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One life of a partition's log: what all that is done with it shares. */
final class LogSession {
  private final PartitionCase partition;
  private final SimulatedShard shard;
  private final SeededRandomness chance;
  private final Watch watch;
  private final List<SentBatch> resendable = new ArrayList<>();
  private @Nullable PartitionLog log;
  private int underWay;
  private int done;

  LogSession(PartitionCase partition, SimulatedShard shard, SeededRandomness chance, Watch watch) {
    this.partition = partition;
    this.shard = shard;
    this.chance = chance;
    this.watch = watch;
  }

  PartitionCase partition() {
    return partition;
  }

  PartitionHistory history() {
    return partition.history();
  }

  SimulatedShard shard() {
    return shard;
  }

  SeededRandomness chance() {
    return chance;
  }

  Watch watch() {
    return watch;
  }

  /** Acknowledged batches of the present producer epoch, the latest at the end. */
  List<SentBatch> resendable() {
    return resendable;
  }

  void opened(PartitionLog opened) {
    log = opened;
  }

  /** The log; only to be asked for when it was opened. */
  PartitionLog log() {
    if (log == null) {
      throw new IllegalStateException("The log is not open yet");
    }
    return log;
  }

  /** The recovery point that the log claims; 0 while it is not open. */
  long recoveryPoint() {
    return log == null ? 0 : log.recoveryPoint();
  }

  void keepCheckpointSometimes() {
    if (chance.chance(100)) {
      partition.checkpoint(recoveryPoint());
    }
  }

  /** The producer does not know what of its last batches is in the log, and takes a new epoch. */
  void beginProducer() {
    partition.beginProducer();
    resendable.clear();
  }

  void later(int delayMs, Runnable task) {
    shard.timers().schedule(delayMs, () -> watch.guard(task));
  }

  /** Waits for something asked of the log; failures that may be are passed over. */
  <T> void await(CompletionStage<T> stage, Consumer<T> onSuccess) {
    await(stage, onSuccess, this::requireExpected);
  }

  <T> void await(CompletionStage<T> stage, Consumer<T> onSuccess, Consumer<Throwable> onFailure) {
    underWay++;
    watch.when(
        stage,
        (result, failure) -> {
          underWay--;
          if (failure != null) {
            onFailure.accept(failure);
          } else {
            onSuccess.accept(result);
            done++;
          }
        });
  }

  boolean isQuiet() {
    return underWay == 0;
  }

  /** How many things came out as they should. */
  int done() {
    return done;
  }

  void requireExpected(@Nullable Throwable failure) {
    ExpectedFailure.require(failure);
  }
}
