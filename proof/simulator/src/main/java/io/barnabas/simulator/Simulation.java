package io.barnabas.simulator;

/** Something that can be run from a seed. */
@FunctionalInterface
public interface Simulation {
  /**
   * Runs to the end, which is the same for the same seed.
   *
   * @throws Violation if something was seen that must not be
   */
  Outcome run(long seed);

  /**
   * How a run went.
   *
   * @param traceHash equal for equal runs
   * @param summary what was done, in one line
   */
  record Outcome(long traceHash, String summary) {}
}
