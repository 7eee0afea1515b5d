package io.barnabas.metadata;

import io.barnabas.environment.simulated.SimulatedProcess;
import io.barnabas.environment.simulated.SimulatedShard;
import io.barnabas.environment.simulated.SimulatedVolume;
import io.barnabas.environment.simulated.SimulatedWorld;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** One machine with one disk, whose process may be started again and again. */
public final class Simulation {
  private static final long PATIENCE_NS = 3_600_000_000_000L;

  public final SimulatedWorld world;
  public final SimulatedVolume volume;
  public final Path root = Path.of("/data");
  private SimulatedProcess process;

  public Simulation(long seed) {
    world = new SimulatedWorld(seed);
    volume = world.newVolume(root);
    process = world.start(volume, 1);
  }

  public SimulatedShard shard() {
    return process.shards().getFirst();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Stops the machine and starts a new process. */
  public void crashAndRestart() {
    process.crash();
    process = world.start(volume, 1);
  }

  /** Kills the process and starts a new one. */
  public void killAndRestart() {
    process.kill();
    process = world.start(volume, 1);
  }

  /** Runs a task on the shard, and lets time pass until what it asked for is there. */
  public <T> T await(Supplier<CompletionStage<T>> task) {
    CompletableFuture<T> result = submit(task);
    if (!world.runUntil(() -> result.isDone() || !process.isAlive(), PATIENCE_NS)) {
      throw new AssertionError("no answer came");
    }
    if (!result.isDone()) {
      throw new AssertionError("the process died before the answer came");
    }
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Runs a task on the shard when time passes. */
  public <T> CompletableFuture<T> submit(Supplier<CompletionStage<T>> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    shard()
        .execute(
            () ->
                task.get()
                    .whenComplete(
                        (value, failure) -> {
                          if (failure == null) {
                            result.complete(value);
                          } else {
                            result.completeExceptionally(failure);
                          }
                        }));
    return result;
  }
}
