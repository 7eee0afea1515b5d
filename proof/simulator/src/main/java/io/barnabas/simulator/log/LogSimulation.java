package io.barnabas.simulator.log;

import io.barnabas.environment.simulated.FaultPlan;
import io.barnabas.simulator.Simulation;
import io.barnabas.simulator.WorseFaults;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Simulates the logs of a few partitions through several lives of their process: each works at
 * random until it crashes, is killed or closes, on a disk that fails, stalls and fills up. At every
 * start each log must be what its history allows. In the end, with no more faults, each must work;
 * or a bit of what is on the disk has changed, and nobody may get anything wrong.
 */
public final class LogSimulation implements Simulation {
  private final boolean journaled;
  private final FaultPlan flaw;

  /**
   * @param journaled whether {@code log.durability} is journal: then all that was acknowledged must
   *     be there after a crash
   */
  public LogSimulation(boolean journaled) {
    this(journaled, FaultPlan.NONE);
  }

  /** Simulates with a flaw on top of the usual faults, to see that it is found. */
  LogSimulation(boolean journaled, FaultPlan flaw) {
    this.journaled = journaled;
    this.flaw = flaw;
  }

  @Override
  public Outcome run(long seed) {
    LogRun run = new LogRun(seed, journaled, plan -> new WorseFaults(flaw, plan));
    try {
      run.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return run.outcome();
  }
}
