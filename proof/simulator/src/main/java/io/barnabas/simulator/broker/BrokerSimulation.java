package io.barnabas.simulator.broker;

import io.barnabas.environment.simulated.FaultPlan;
import io.barnabas.simulator.Simulation;

/**
 * Simulates a broker through several lives of its machine and process, with clients that go on
 * throughout. After every start all that the broker holds is compared with what it said before; in
 * the end, with no more faults, everything must work.
 */
public final class BrokerSimulation implements Simulation {
  private final FaultPlan flaw;

  public BrokerSimulation() {
    this(FaultPlan.NONE);
  }

  /** Simulates on a flawed disk, to see that it is found. */
  BrokerSimulation(FaultPlan flaw) {
    this.flaw = flaw;
  }

  @Override
  public Outcome run(long seed) {
    BrokerRun run = new BrokerRun(seed, flaw);
    run.safetyPhase();
    run.livenessPhase();
    return run.outcome();
  }
}
