package io.barnabas.environment.simulated;

import io.barnabas.environment.Clock;
import io.barnabas.environment.Disk;
import io.barnabas.environment.Randomness;
import io.barnabas.environment.Shard;
import io.barnabas.environment.Timers;

/** An event loop of a simulated process. */
public final class SimulatedShard implements Shard {
  private final SimulatedProcess process;
  private final int index;
  private final SeededRandomness randomness;
  private final SimulatedDisk disk;
  private final OrderedWay inbox = new OrderedWay();
  private boolean current;

  SimulatedShard(SimulatedProcess process, int index) {
    this.process = process;
    this.index = index;
    randomness = process.world().randomness().fork();
    disk = new SimulatedDisk(process, this);
  }

  @Override
  public int index() {
    return index;
  }

  @Override
  public boolean isCurrent() {
    return current;
  }

  @Override
  public void execute(Runnable task) {
    SimulatedWorld world = process.world();
    long delayNs = world.delays().task(world.randomness());
    executeAt(inbox.arrivalNs(world.nowNs(), delayNs), "task", task);
  }

  /** Has a task run on this shard at a time. */
  void executeAt(long dueNs, String what, Runnable task) {
    process.world().add(dueNs, process, what, () -> run(task));
  }

  private void run(Runnable task) {
    current = true;
    try {
      task.run();
    } finally {
      current = false;
    }
  }

  @Override
  public Clock clock() {
    return process.clock();
  }

  @Override
  public Timers timers() {
    return this::schedule;
  }

  private Timers.Timer schedule(long delayMs, Runnable task) {
    SimulatedTimer timer = new SimulatedTimer(task);
    long delayNs = Math.max(0, delayMs) * 1_000_000;
    executeAt(process.world().nowNs() + delayNs, "timer", timer::run);
    return timer;
  }

  /**
   * The disk takes very long: nothing that is asked of it from now on, on any lane of this shard,
   * is begun before so much time has passed. Meanwhile everything else goes on.
   */
  public void stallDisk(long durationNs) {
    disk.stallUntil(process.world().nowNs() + durationNs);
  }

  @Override
  public Randomness randomness() {
    return randomness;
  }

  @Override
  public Disk disk() {
    return disk;
  }
}
