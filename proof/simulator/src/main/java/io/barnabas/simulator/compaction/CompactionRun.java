package io.barnabas.simulator.compaction;

import io.barnabas.environment.simulated.FaultPlan;
import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.environment.simulated.SimulatedProcess;
import io.barnabas.environment.simulated.SimulatedVolume;
import io.barnabas.environment.simulated.SimulatedWorld;
import io.barnabas.simulator.DiskFaults;
import io.barnabas.simulator.Patience;
import io.barnabas.simulator.Simulation.Outcome;
import io.barnabas.simulator.Watch;
import java.nio.file.Path;

/** One seed: several lives of a process that appends to a log which is cleaned all the time. */
final class CompactionRun {
  private static final Path ROOT = Path.of("/data");
  private static final long MS = 1_000_000;
  private static final long LIMIT_NS = 60_000 * MS;

  private final SimulatedWorld world;
  private final SimulatedVolume volume;
  private final SeededRandomness chance;
  private final Watch watch = new Watch();
  private final Patience patience;
  private final CompactedPartition partition;
  private int lives;

  CompactionRun(long seed) {
    world = new SimulatedWorld(seed);
    patience = new Patience(world, watch, LIMIT_NS);
    volume = world.newVolume(ROOT);
    chance = world.randomness().fork();
    partition = new CompactedPartition(ROOT, chance);
  }

  Outcome outcome() {
    return new Outcome(
        world.trace().hash(), "%d lives, %d reads of all".formatted(lives, partition.checks()));
  }

  void run() {
    int faultyLives = 2 + chance.nextInt(5);
    for (int life = 0; life < faultyLives; life++) {
      if (chance.chance(500)) {
        crashInTheMiddle();
      } else {
        killed();
      }
    }
    lastLife();
  }

  private void crashInTheMiddle() {
    SimulatedProcess process = world.start(volume, 1);
    CompactedLogUser user = begin(process);
    volume.setFaults(new DiskFaults(chance, 0, chance.nextInt(2_500), user::noteCrash));
    patience.run(process, 1_000 * MS);
    if (!volume.isCrashed()) {
      user.noteCrash();
    }
    end(process::crash);
  }

  private void killed() {
    SimulatedProcess process = world.start(volume, 1);
    volume.setFaults(new DiskFaults(chance, chance.nextInt(10), Long.MAX_VALUE, () -> {}));
    CompactedLogUser user = begin(process);
    patience.run(process, chance.nextLong(400 * MS));
    user.noteKill();
    end(process::kill);
  }

  /** Without faults the log must come to be read whole, and cleaned. */
  private void lastLife() {
    SimulatedProcess process = world.start(volume, 1);
    CompactedLogUser user = begin(process);
    patience.run(process, 200 * MS);
    user.rest();
    patience.require(user::isChecked, "the log was not read to its end");
    end(process::kill);
  }

  private CompactedLogUser begin(SimulatedProcess process) {
    lives++;
    CompactedLogUser user =
        new CompactedLogUser(partition, process.shards().getFirst(), chance.fork(), watch);
    user.start();
    return user;
  }

  private void end(Runnable how) {
    volume.setFaults(FaultPlan.NONE);
    how.run();
    watch.check();
  }
}
