package io.barnabas.benchmarks.jmh;

import io.barnabas.environment.Clock;
import io.barnabas.environment.CommitLane;
import io.barnabas.environment.CommitWork;
import io.barnabas.environment.Disk;
import io.barnabas.environment.DiskWork;
import io.barnabas.environment.Lane;
import io.barnabas.environment.Randomness;
import io.barnabas.environment.Shard;
import io.barnabas.environment.Timers;
import io.barnabas.environment.Volume;
import io.barnabas.environment.real.NioVolume;
import io.barnabas.environment.real.SystemClock;
import io.barnabas.environment.real.SystemRandomness;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A shard with a real disk whose tasks and disk work all run on the caller's thread, so that a
 * measurement has the work and not the hand-over between threads. Timers never fire.
 */
final class CallerShard implements Shard, Disk, Lane {
  private final Volume volume = new NioVolume();
  private final Clock clock = new SystemClock();
  private final Randomness randomness = new SystemRandomness();
  private final Queue<Runnable> tasks = new ArrayDeque<>();

  /** Runs tasks until the stage is complete, and gives its result. */
  <T> T await(CompletionStage<T> stage) {
    CompletableFuture<T> future = stage.toCompletableFuture();
    while (!future.isDone()) {
      tasks.remove().run();
    }
    return future.join();
  }

  @Override
  public int index() {
    return 0;
  }

  @Override
  public boolean isCurrent() {
    return true;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public Timers timers() {
    return (delayMs, task) -> () -> true;
  }

  @Override
  public Randomness randomness() {
    return randomness;
  }

  @Override
  public Disk disk() {
    return this;
  }

  @Override
  public Lane lane(int key) {
    return this;
  }

  @Override
  public <E, R> CommitLane<E, R> commitLane(CommitWork<E, R> work) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Lane coldLane(int key) {
    return this;
  }

  @Override
  public Lane briefLane() {
    return this;
  }

  @Override
  public <T> CompletionStage<T> submit(DiskWork<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    execute(() -> run(work, result));
    return result;
  }

  private <T> void run(DiskWork<T> work, CompletableFuture<T> result) {
    try {
      result.complete(work.run(volume));
    } catch (IOException | RuntimeException e) {
      result.completeExceptionally(e);
    }
  }
}
