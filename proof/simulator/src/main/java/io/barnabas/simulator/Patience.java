package io.barnabas.simulator;

import io.barnabas.environment.simulated.SimulatedProcess;
import io.barnabas.environment.simulated.SimulatedWorld;
import java.util.function.BooleanSupplier;

/** Lets time pass in a world; what is watched and goes wrong meanwhile ends that at once. */
public final class Patience {
  private final SimulatedWorld world;
  private final Watch watch;
  private final long limitNs;

  /**
   * @param limitNs how long to wait for what must come to be so
   */
  public Patience(SimulatedWorld world, Watch watch, long limitNs) {
    this.world = world;
    this.watch = watch;
    this.limitNs = limitNs;
  }

  /** Waits for what must come to be so. */
  public void require(BooleanSupplier condition, String otherwise) {
    if (!waitFor(condition, limitNs)) {
      throw new Violation(otherwise);
    }
  }

  /** Waits until something is so; false if it is not after so long. */
  public boolean waitFor(BooleanSupplier condition, long durationNs) {
    return world.runUntil(
        () -> {
          watch.check();
          return condition.getAsBoolean();
        },
        durationNs);
  }

  /** Lets a process run for a while, or until it ends. */
  public void run(SimulatedProcess process, long durationNs) {
    waitFor(() -> !process.isAlive(), durationNs);
  }
}
