package io.barnabas.simulator.group;

import io.barnabas.environment.simulated.FaultPlan;
import io.barnabas.simulator.Simulation;

/**
 * Simulates groups of consumers and their coordinators through several lives of the broker. While
 * it lasts no partition may have two owners and no committed offset may go back; in the end, with
 * no more faults, every group must settle. Every tenth seed has hundreds of members.
 */
public final class GroupSimulation implements Simulation {
  private static final int MEMBERS = 20;
  private static final int MANY_MEMBERS = 300;

  private final FaultPlan flaw;

  public GroupSimulation() {
    this(FaultPlan.NONE);
  }

  /** Simulates on a flawed disk, to see that it is found. */
  GroupSimulation(FaultPlan flaw) {
    this.flaw = flaw;
  }

  @Override
  public Outcome run(long seed) {
    GroupRun run = new GroupRun(seed, flaw);
    run.open(seed % 10 == 9 ? MANY_MEMBERS : MEMBERS);
    run.safetyPhase();
    run.livenessPhase();
    return run.outcome();
  }
}
