package io.barnabas.simulator;

import io.barnabas.environment.simulated.FaultPlan;

/** Faults with a flaw on top of them, to see that the flaw is found. */
public record WorseFaults(FaultPlan flaw, FaultPlan plan) implements FaultPlan {
  @Override
  public Fault at(Operation operation) {
    Fault flawed = flaw.at(operation);
    return flawed == Fault.NONE ? plan.at(operation) : flawed;
  }
}
