package io.barnabas.simulator.broker;

import io.barnabas.environment.simulated.FaultPlan;
import io.barnabas.environment.simulated.FaultPlan.Fault;
import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.environment.simulated.SimulatedProcess;
import io.barnabas.environment.simulated.SimulatedVolume;
import io.barnabas.environment.simulated.SimulatedWorld;
import io.barnabas.metadata.config.BrokerConfig;
import io.barnabas.metadata.config.HostDefaults;
import io.barnabas.simulator.BrokerLife;
import io.barnabas.simulator.Patience;
import io.barnabas.simulator.Simulation.Outcome;
import io.barnabas.simulator.SureEnd;
import io.barnabas.simulator.Watch;
import io.barnabas.simulator.WireClient;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One seed of a broker simulation. */
final class BrokerRun {
  private static final Path ROOT = Path.of("/data");
  private static final long MS = 1_000_000;
  private static final long SECOND = 1_000 * MS;
  private static final long LIMIT = 120 * SECOND;
  private static final int PRODUCERS = 4;
  private static final int READERS = 2;

  private final SimulatedWorld world;
  private final SimulatedVolume volume;
  private final SeededRandomness chance;
  private final FaultPlan flaw;
  private final Watch watch = new Watch();
  private final Patience patience;
  private final Workload workload;
  private final WireClient auditor;
  private @Nullable BrokerLife broker;
  private int lives;

  BrokerRun(long seed, FaultPlan flaw) {
    this.flaw = flaw;
    world = new SimulatedWorld(seed);
    patience = new Patience(world, watch, LIMIT);
    volume = world.newVolume(ROOT);
    chance = world.randomness().fork();
    workload = new Workload(world, watch);
    auditor = workload.newClient();
    new Administrator(workload).start();
    for (int writer = 0; writer < PRODUCERS; writer++) {
      new Producer(workload, writer, writer % 2 == 0).start();
    }
    for (int reader = 0; reader < READERS; reader++) {
      new Reader(workload).start();
    }
  }

  Outcome outcome() {
    String summary = "%d lives, %d requests answered".formatted(lives, workload.done());
    return new Outcome(world.trace().hash(), summary);
  }

  /** The broker's lives end at any moment and in any way; nothing wrong may be seen. */
  void safetyPhase() {
    int count = 1 + chance.nextInt(5);
    for (int life = 0; life < count; life++) {
      switch (chance.nextInt(4)) {
        case 0 -> {
          SimulatedProcess process = begin(Long.MAX_VALUE);
          work(process, chance.nextLong(SECOND));
          crash(process);
        }
        case 1 -> {
          SimulatedProcess process = begin(chance.nextInt(800));
          work(process, SECOND);
          crash(process);
        }
        case 2 -> {
          SimulatedProcess process = begin(Long.MAX_VALUE);
          work(process, chance.nextLong(SECOND));
          end(process::kill);
        }
        default -> {
          SimulatedProcess process = begin(Long.MAX_VALUE);
          work(process, chance.nextLong(SECOND));
          stop(process);
        }
      }
    }
  }

  /** With no more faults the broker must start, serve every client, and stop. */
  void livenessPhase() {
    SimulatedProcess process = begin(Long.MAX_VALUE);
    int doneBefore = workload.done();
    work(process, SECOND / 2);
    patience.require(() -> workload.done() > doneBefore + 50, "The clients make no progress");
    stop(process);
  }

  /** Starts the broker; the disk may stop after so many operations. */
  private SimulatedProcess begin(long operationsToCrash) {
    lives++;
    SimulatedProcess process = world.start(volume, 1 + chance.nextInt(3));
    long crashAt =
        operationsToCrash == Long.MAX_VALUE ? -1 : volume.operations() + operationsToCrash;
    volume.setFaults(
        operation -> {
          if (operation.number() == crashAt) {
            noteCrash();
            return Fault.CRASH;
          }
          return flaw.at(operation);
        });
    broker = BrokerLife.begin(config(), process, watch);
    return process;
  }

  private boolean isStarted() {
    return broker != null && broker.isStarted();
  }

  private static BrokerConfig config() {
    return BrokerConfig.parse(
        Map.of(
            "node.id",
            "1",
            "listeners",
            "PLAINTEXT://127.0.0.1:" + Workload.PORT,
            "log.dirs",
            ROOT.toString(),
            "log.flush.offset.checkpoint.interval.ms",
            "50"),
        new HostDefaults(2, ROOT.toString()));
  }

  /** Waits for the broker, audits what it holds, and lets the clients work for a while. */
  private void work(SimulatedProcess process, long durationNs) {
    patience.require(() -> isStarted() || !process.isAlive(), "The broker did not start");
    if (process.isAlive()) {
      Audit audit = new Audit(workload, auditor, chance);
      audit.start();
      patience.require(() -> audit.isComplete() || !process.isAlive(), "The audit did not end");
    }
    workload.run();
    new Troublemaker(workload, process).start();
    patience.run(process, durationNs);
    workload.pause();
  }

  private void crash(SimulatedProcess process) {
    if (process.isAlive()) {
      noteCrash();
    }
    end(process::crash);
  }

  private void stop(SimulatedProcess process) {
    if (broker == null) {
      throw new IllegalStateException("There is no broker to stop");
    }
    broker.stop(patience);
    patience.require(() -> volume.openFiles() == 0, "Files were left open");
    end(process::kill);
  }

  private void end(Runnable how) {
    volume.setFaults(FaultPlan.NONE);
    how.run();
    workload.dropConnections();
    watch.check();
  }

  /** What is synced at this moment must be there at the next start; what is under way is lost. */
  private void noteCrash() {
    for (TopicModel topic : workload.topics().values()) {
      for (int partition = 0; partition < topic.partitionCount(); partition++) {
        Path folder = ROOT.resolve(topic.name() + "-" + partition);
        topic.partition(partition).crashed(SureEnd.of(volume, folder, 0));
      }
    }
    workload.dropConnections();
  }
}
