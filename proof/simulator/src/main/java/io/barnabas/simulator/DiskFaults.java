package io.barnabas.simulator;

import io.barnabas.environment.simulated.FaultPlan;
import io.barnabas.environment.simulated.SeededRandomness;
import java.io.IOException;

/**
 * What goes wrong with a volume during a simulation: now and then an operation fails, and one of
 * them may be the last before a crash.
 */
public final class DiskFaults implements FaultPlan {
  private final SeededRandomness chance;
  private final int failuresPerMille;
  private final Runnable beforeCrash;
  private long operationsToCrash;

  /**
   * @param operationsToCrash after how many operations the machine stops
   * @param beforeCrash called at that moment, with the volume as it was
   */
  public DiskFaults(
      SeededRandomness chance, int failuresPerMille, long operationsToCrash, Runnable beforeCrash) {
    this.chance = chance;
    this.failuresPerMille = failuresPerMille;
    this.operationsToCrash = operationsToCrash;
    this.beforeCrash = beforeCrash;
  }

  /** Whether an error is one of those made here, not one that the code under test ran into. */
  public static boolean isOne(IOException error) {
    return error.getClass() == IOException.class;
  }

  @Override
  public Fault at(Operation operation) {
    if (operationsToCrash-- == 0) {
      beforeCrash.run();
      return Fault.CRASH;
    }
    if (!chance.chance(failuresPerMille)) {
      return Fault.NONE;
    }
    // A failed sync is left out: what Linux then forgets, only a restart could find out.
    return switch (operation.kind()) {
      case WRITE -> chance.chance(500) ? Fault.SHORT : Fault.FAIL;
      case SYNC, SYNC_FOLDER -> Fault.NONE;
      default -> Fault.FAIL;
    };
  }
}
