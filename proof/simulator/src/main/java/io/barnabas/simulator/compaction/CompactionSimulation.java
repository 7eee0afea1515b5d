package io.barnabas.simulator.compaction;

import io.barnabas.environment.simulated.FaultPlan;
import io.barnabas.simulator.Simulation;
import io.barnabas.simulator.WorseFaults;

/**
 * Simulates a compacted log whose cleaner works all the time, with or without a journal, retention,
 * deletions and truncations, through crashes at any operation of the disk and through failing ones:
 * of no key the latest record is lost, nothing deleted is back.
 */
public final class CompactionSimulation implements Simulation {
  private final FaultPlan flaw;

  public CompactionSimulation() {
    this(FaultPlan.NONE);
  }

  /** Simulates with a flaw on top of the usual faults, to see that it is found. */
  CompactionSimulation(FaultPlan flaw) {
    this.flaw = flaw;
  }

  @Override
  public Outcome run(long seed) {
    CompactionRun run = new CompactionRun(seed, plan -> new WorseFaults(flaw, plan));
    run.run();
    return run.outcome();
  }
}
