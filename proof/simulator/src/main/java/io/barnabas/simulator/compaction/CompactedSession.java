package io.barnabas.simulator.compaction;

import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.environment.simulated.SimulatedShard;
import io.barnabas.log.PartitionLog;
import io.barnabas.simulator.ExpectedFailure;
import io.barnabas.simulator.Watch;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One life of a compacted log: what all that is done with it shares. */
final class CompactedSession {
  private final CompactedPartition partition;
  private final SimulatedShard shard;
  private final SeededRandomness chance;
  private final Watch watch;
  private @Nullable PartitionLog log;
  private int underWay;

  CompactedSession(
      CompactedPartition partition, SimulatedShard shard, SeededRandomness chance, Watch watch) {
    this.partition = partition;
    this.shard = shard;
    this.chance = chance;
    this.watch = watch;
  }

  CompactedPartition partition() {
    return partition;
  }

  KeyHistory history() {
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

  long nowMs() {
    return shard.clock().wallMs();
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

  /** Whether the log is open and in order; one that is being cut is not. */
  boolean isAvailable() {
    return log != null && log.unavailable().isEmpty();
  }

  void later(int delayMs, Runnable task) {
    shard.timers().schedule(delayMs, () -> watch.guard(task));
  }

  /** Waits for something asked of the log; failures that may be are passed over. */
  <T> void await(CompletionStage<T> stage, Consumer<T> onSuccess) {
    await(stage, onSuccess, _ -> {});
  }

  /** As {@link #await(CompletionStage, Consumer)}, and does something after such a failure. */
  <T> void await(CompletionStage<T> stage, Consumer<T> onSuccess, Consumer<Throwable> onFailure) {
    underWay++;
    watch.when(
        stage,
        (result, failure) -> {
          underWay--;
          if (failure == null) {
            onSuccess.accept(result);
          } else {
            ExpectedFailure.require(failure);
            onFailure.accept(failure);
          }
        });
  }

  boolean isQuiet() {
    return underWay == 0;
  }
}
