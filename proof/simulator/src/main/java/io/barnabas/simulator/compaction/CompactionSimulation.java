package io.barnabas.simulator.compaction;

import io.barnabas.simulator.Simulation;

/**
 * Simulates a compacted log whose cleaner works all the time, through crashes at any operation of
 * the disk and through failing ones: of no key the latest record is lost, nothing deleted is back.
 */
public final class CompactionSimulation implements Simulation {
  @Override
  public Outcome run(long seed) {
    CompactionRun run = new CompactionRun(seed);
    run.run();
    return run.outcome();
  }
}
