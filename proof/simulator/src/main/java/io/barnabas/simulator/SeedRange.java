package io.barnabas.simulator;

/** Seeds to run, one after the other. */
public record SeedRange(long first, long count) {

  /** From the system properties {@code firstSeed}, else 0, and {@code seeds}, else the count. */
  public static SeedRange fromProperties(long count) {
    return new SeedRange(Long.getLong("firstSeed", 0), Long.getLong("seeds", count));
  }

  /**
   * Runs a simulation for every seed.
   *
   * @param test the test class that does so, for the command that does it again
   * @throws FailedSeedException for the first seed that fails
   */
  public void run(String test, Simulation simulation) {
    for (long seed = first; seed < first + count; seed++) {
      try {
        simulation.run(seed);
      } catch (RuntimeException | Error e) {
        throw new FailedSeedException(test, seed, e);
      }
    }
  }

  /** A seed that fails, and how to run it again. */
  public static final class FailedSeedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FailedSeedException(String test, long seed, Throwable cause) {
      super("Seed %d fails: %s%nAgain: %s".formatted(seed, cause, command(test, seed)), cause);
    }

    private static String command(String test, long seed) {
      return "proof/simulator/run --seed %d %s".formatted(seed, test);
    }
  }
}
