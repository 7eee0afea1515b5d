package io.barnabas.simulator.broker;

import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.environment.simulated.SimulatedProcess;

/** Breaks connections and moves the wall clock while the clients of one broker process work. */
final class Troublemaker {
  private static final int MAX_PAUSE_MS = 100;
  private static final int MAX_JUMP_MS = 10_000;

  private final Workload workload;
  private final SimulatedProcess process;
  private final SeededRandomness chance;

  Troublemaker(Workload workload, SimulatedProcess process) {
    this.workload = workload;
    this.process = process;
    chance = workload.newChance();
  }

  void start() {
    workload.later(chance, MAX_PAUSE_MS, this::act);
  }

  private void act() {
    if (!process.isAlive()) {
      return;
    }
    if (workload.isRunning()) {
      if (chance.chance(500)) {
        workload.anyRetryingClient(chance).drop();
      } else {
        process.jumpWallClock(chance.nextInt(2 * MAX_JUMP_MS) - MAX_JUMP_MS);
      }
    }
    start();
  }
}
