package io.barnabas.environment.simulated;

import io.barnabas.environment.DiskWork;
import io.barnabas.environment.Lane;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A lane whose work is done some time after it was asked for and known some time after it was done.
 * One piece of work is done at one moment: nothing happens between its operations but a crash.
 */
final class SimulatedLane implements Lane {
  private final SimulatedProcess process;
  private final SimulatedShard shard;
  private final OrderedWay turns = new OrderedWay();
  private final OrderedWay results = new OrderedWay();

  SimulatedLane(SimulatedProcess process, SimulatedShard shard) {
    this.process = process;
    this.shard = shard;
  }

  /** What is submitted from now on is not begun before a time. */
  void stallUntil(long timeNs) {
    turns.closeUntil(timeNs);
  }

  @Override
  public <T> CompletionStage<T> submit(DiskWork<T> work) {
    CompletableFuture<T> stage = new CompletableFuture<>();
    Runnable turn = () -> perform(work, process, stage, this::deliver);
    process.world().add(arrivalNs(turns), process, "disk", turn);
    return stage;
  }

  /**
   * Does the work now.
   *
   * @param delivery is handed what completes the stage
   */
  static <T> void perform(
      DiskWork<T> work,
      SimulatedProcess process,
      CompletableFuture<T> stage,
      Consumer<Runnable> delivery) {
    try {
      T result = work.run(process.volume());
      delivery.accept(() -> stage.complete(result));
    } catch (CrashedException e) {
      throw e;
    } catch (Throwable e) {
      delivery.accept(() -> stage.completeExceptionally(e));
    }
  }

  private void deliver(Runnable completion) {
    shard.executeAt(arrivalNs(results), "disk result", completion);
  }

  private long arrivalNs(OrderedWay way) {
    SimulatedWorld world = process.world();
    return way.arrivalNs(world.nowNs(), world.delays().disk(world.randomness()));
  }
}
