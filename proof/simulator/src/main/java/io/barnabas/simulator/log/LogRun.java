package io.barnabas.simulator.log;

import io.barnabas.environment.simulated.FaultPlan;
import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.environment.simulated.SimulatedProcess;
import io.barnabas.environment.simulated.SimulatedShard;
import io.barnabas.environment.simulated.SimulatedVolume;
import io.barnabas.environment.simulated.SimulatedWorld;
import io.barnabas.log.ShardJournal;
import io.barnabas.simulator.DiskFaults;
import io.barnabas.simulator.LifeJournal;
import io.barnabas.simulator.Patience;
import io.barnabas.simulator.Simulation.Outcome;
import io.barnabas.simulator.SureEnd;
import io.barnabas.simulator.Watch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One seed of a log simulation. */
final class LogRun {
  private static final Path ROOT = Path.of("/data");
  private static final long MS = 1_000_000;
  private static final long SECOND = 1_000 * MS;
  private static final long LIMIT = 60 * SECOND;

  private final SimulatedWorld world;
  private final SimulatedVolume volume;
  private final SeededRandomness chance;
  private final UnaryOperator<FaultPlan> flaw;
  private final Watch watch = new Watch();
  private final Patience patience;
  private final List<PartitionCase> partitions = new ArrayList<>();
  private List<LogUser> users = List.of();
  private List<DamagedLogReader> damagedReaders = List.of();
  private @Nullable FullDisk fullDisk;
  private @Nullable LifeJournal journal;
  private int lives;
  private int done;

  /**
   * @param journaled whether {@code log.durability} is journal
   */
  LogRun(long seed, boolean journaled, UnaryOperator<FaultPlan> flaw) {
    this.flaw = flaw;
    world = new SimulatedWorld(seed);
    patience = new Patience(world, watch, LIMIT);
    volume = world.newVolume(ROOT);
    chance = world.randomness().fork();
    int count = 1 + chance.nextInt(3);
    for (int number = 0; number < count; number++) {
      partitions.add(new PartitionCase(ROOT, number, chance, journaled));
    }
  }

  Outcome outcome() {
    return new Outcome(
        world.trace().hash(), "%d lives, %d things done and right".formatted(lives, done));
  }

  /** Faults in all lives, and then none, or something worse. */
  void run() throws IOException {
    safetyPhase();
    if (chance.chance(300)) {
      rotPhase();
    } else {
      livenessPhase();
    }
  }

  /** Anything may happen; nothing wrong may be seen. */
  private void safetyPhase() {
    int faultyLives = 1 + chance.nextInt(6);
    for (int life = 0; life < faultyLives; life++) {
      switch (chance.nextInt(4)) {
        case 0 -> crashAtSomeMoment();
        case 1 -> crashInTheMiddleOfWork();
        case 2 -> killed();
        default -> closedInOrder();
      }
    }
  }

  /** After the last fault every log must come to work, and be closed. */
  private void livenessPhase() {
    SimulatedProcess process = begin(0);
    patience.require(this::allWork, "Not every log was opened");
    patience.run(process, 50 * MS);
    closeAll();
    patience.require(() -> volume.openFiles() == 0, "Files were left open");
    end(process::kill);
  }

  /**
   * In the place of the {@link #livenessPhase}: one bit of what is on the disk has changed. Whoever
   * has nothing to do with it must not notice; the others may miss something, and get nothing
   * wrong.
   */
  private void rotPhase() throws IOException {
    volume.restart();
    Optional<Damage> damage = Damage.of(volume, chance);
    if (damage.isEmpty()) {
      livenessPhase();
      return;
    }
    SimulatedProcess process = begin(0, damage);
    patience.require(
        () -> allWork() && damagedReaders.stream().allMatch(DamagedLogReader::isDone),
        "Not every log was opened or refused after " + damage.get());
    patience.run(process, 50 * MS);
    end(process::kill);
  }

  private void crashAtSomeMoment() {
    SimulatedProcess process = begin(chance.nextInt(10));
    fillUpSometimes(process);
    patience.run(process, chance.nextLong(300 * MS));
    noteCrash();
    end(process::crash);
  }

  private void crashInTheMiddleOfWork() {
    SimulatedProcess process = begin(0);
    volume.setFaults(flaw.apply(new DiskFaults(chance, 0, chance.nextInt(1_000), this::noteCrash)));
    patience.run(process, SECOND);
    noteCrash();
    end(process::crash);
  }

  private void killed() {
    SimulatedProcess process = begin(chance.nextInt(10));
    fillUpSometimes(process);
    patience.run(process, chance.nextLong(300 * MS));
    end(process::kill);
  }

  private void closedInOrder() {
    SimulatedProcess process = begin(chance.nextInt(10));
    fillUpSometimes(process);
    patience.run(process, chance.nextLong(300 * MS));
    volume.setFaults(flaw.apply(FaultPlan.NONE));
    makeRoom();
    patience.require(this::allWork, "Not every log was opened again");
    closeAll();
    if (chance.chance(500)) {
      noteCrash();
      end(process::crash);
    } else {
      end(process::kill);
    }
  }

  private SimulatedProcess begin(int failuresPerMille) {
    return begin(failuresPerMille, Optional.empty());
  }

  private SimulatedProcess begin(int failuresPerMille, Optional<Damage> damage) {
    lives++;
    SimulatedProcess process = world.start(volume, 1);
    SimulatedShard shard = process.shards().getFirst();
    volume.setFaults(
        flaw.apply(new DiskFaults(chance, failuresPerMille, Long.MAX_VALUE, () -> {})));
    users =
        partitions.stream()
            .filter(partition -> damage.stream().noneMatch(bit -> bit.mayCost(partition)))
            .map(partition -> new LogUser(partition, shard, chance.fork(), watch))
            .toList();
    damagedReaders = damage.map(bit -> readers(bit, shard)).orElse(List.of());
    List<Consumer<@Nullable ShardJournal>> starts = new ArrayList<>();
    users.forEach(user -> starts.add(user::start));
    damagedReaders.forEach(reader -> starts.add(reader::start));
    if (partitions.getFirst().isJournaled()) {
      journal = new LifeJournal(ROOT, shard, chance, watch);
      journal.open(opened -> starts.forEach(start -> start.accept(opened)));
    } else {
      starts.forEach(start -> start.accept(null));
    }
    return process;
  }

  private List<DamagedLogReader> readers(Damage damage, SimulatedShard shard) {
    return partitions.stream()
        .filter(damage::mayCost)
        .map(
            partition ->
                new DamagedLogReader(partition, shard, watch, damage.check(partition.history())))
        .toList();
  }

  private void fillUpSometimes(SimulatedProcess process) {
    if (chance.chance(300)) {
      fullDisk = new FullDisk(volume, process.shards().getFirst(), chance.fork());
      fullDisk.start();
    }
  }

  private void makeRoom() {
    if (fullDisk != null) {
      fullDisk.end();
      fullDisk = null;
    }
  }

  private void end(Runnable how) {
    volume.setFaults(FaultPlan.NONE);
    makeRoom();
    how.run();
    done += users.stream().mapToInt(user -> user.session().done()).sum();
    watch.check();
  }

  private boolean allWork() {
    return users.stream().allMatch(LogUser::isWorking);
  }

  private void closeAll() {
    users.forEach(LogUser::close);
    patience.require(
        () -> partitions.stream().allMatch(PartitionCase::isClosedInOrder),
        "Not every log could be closed");
    if (journal != null) {
      CompletableFuture<Void> closed = journal.close().toCompletableFuture();
      patience.require(closed::isDone, "The journal could not be closed");
      LifeJournal.requireGone(volume);
    }
  }

  /**
   * What is synced at this moment must be there when the logs are opened again; with a journal all
   * that was acknowledged.
   */
  private void noteCrash() {
    if (volume.isCrashed()) {
      return;
    }
    for (LogUser user : users) {
      PartitionCase partition = user.session().partition();
      long sureEnd =
          SureEnd.of(volume, partition.identity().folder(), partition.history().deletedBelow());
      // A log that is being cut or opened again still tells what was before.
      long claimed = user.isWorking() ? user.session().recoveryPoint() : 0;
      watch.guard(() -> partition.requireSynced(claimed, sureEnd));
      if (!partition.isJournaled()) {
        partition.history().crashed(sureEnd);
      }
    }
  }
}
