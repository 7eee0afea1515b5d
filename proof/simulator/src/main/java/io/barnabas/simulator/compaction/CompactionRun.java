package io.barnabas.simulator.compaction;

import io.barnabas.environment.simulated.FaultPlan;
import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.environment.simulated.SimulatedProcess;
import io.barnabas.environment.simulated.SimulatedShard;
import io.barnabas.environment.simulated.SimulatedVolume;
import io.barnabas.environment.simulated.SimulatedWorld;
import io.barnabas.simulator.DiskFaults;
import io.barnabas.simulator.LifeJournal;
import io.barnabas.simulator.Patience;
import io.barnabas.simulator.Simulation.Outcome;
import io.barnabas.simulator.Watch;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One seed: several lives of a process that appends to a log which is cleaned all the time. */
final class CompactionRun {
  private static final Path ROOT = Path.of("/data");
  private static final long MS = 1_000_000;
  private static final long LIMIT_NS = 60_000 * MS;

  private final SimulatedWorld world;
  private final SimulatedVolume volume;
  private final SeededRandomness chance;
  private final UnaryOperator<FaultPlan> flaw;
  private final Watch watch = new Watch();
  private final Patience patience;
  private final CompactedPartition partition;
  private @Nullable LifeJournal journal;
  private int lives;

  CompactionRun(long seed, UnaryOperator<FaultPlan> flaw) {
    this.flaw = flaw;
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
      switch (chance.nextInt(5)) {
        case 0, 1 -> crashInTheMiddle();
        case 2, 3 -> killed();
        default -> closedInOrder();
      }
    }
    lastLife();
  }

  private void crashInTheMiddle() {
    SimulatedProcess process = world.start(volume, 1);
    CompactedLogUser user = begin(process);
    setFaults(new DiskFaults(chance, 0, chance.nextInt(2_500), user::noteCrash));
    patience.run(process, 1_000 * MS);
    if (!volume.isCrashed()) {
      user.noteCrash();
    }
    end(process::crash);
  }

  private void killed() {
    SimulatedProcess process = world.start(volume, 1);
    setFaults(failingNowAndThen());
    begin(process);
    patience.run(process, chance.nextLong(400 * MS));
    end(process::kill);
  }

  private void closedInOrder() {
    SimulatedProcess process = world.start(volume, 1);
    setFaults(failingNowAndThen());
    CompactedLogUser user = begin(process);
    patience.run(process, chance.nextLong(400 * MS));
    setFaults(FaultPlan.NONE);
    patience.require(user::isWorking, "The log was not opened again");
    close(user);
    if (chance.chance(500)) {
      user.noteCrash();
      end(process::crash);
    } else {
      end(process::kill);
    }
  }

  private FaultPlan failingNowAndThen() {
    return new DiskFaults(chance, chance.nextInt(10), Long.MAX_VALUE, () -> {});
  }

  /** Leaves the folder as Kafka would: without a journal. */
  private void close(CompactedLogUser user) {
    user.close();
    patience.require(partition::isClosedInOrder, "The log could not be closed");
    if (journal != null) {
      CompletableFuture<Void> closed = journal.close().toCompletableFuture();
      patience.require(closed::isDone, "The journal could not be closed");
    }
    patience.require(() -> volume.openFiles() == 0, "Files were left open");
    LifeJournal.requireGone(volume);
  }

  /** Without faults the log must come to be read whole, and cleaned. */
  private void lastLife() {
    SimulatedProcess process = world.start(volume, 1);
    setFaults(FaultPlan.NONE);
    CompactedLogUser user = begin(process);
    patience.run(process, 200 * MS);
    user.rest();
    patience.require(user::isChecked, "the log was not read to its end");
    close(user);
    end(process::kill);
  }

  private CompactedLogUser begin(SimulatedProcess process) {
    lives++;
    SimulatedShard shard = process.shards().getFirst();
    CompactedLogUser user = new CompactedLogUser(partition, shard, chance.fork(), watch);
    journal = null;
    if (partition.isJournaled()) {
      journal = new LifeJournal(ROOT, shard, chance, watch);
      journal.open(user::start);
    } else {
      user.start(null);
    }
    return user;
  }

  private void setFaults(FaultPlan plan) {
    volume.setFaults(flaw.apply(plan));
  }

  private void end(Runnable how) {
    volume.setFaults(FaultPlan.NONE);
    how.run();
    watch.check();
  }
}
