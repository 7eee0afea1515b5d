package io.barnabas.simulator.group;

import io.barnabas.environment.simulated.FaultPlan;
import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.environment.simulated.SimulatedProcess;
import io.barnabas.environment.simulated.SimulatedVolume;
import io.barnabas.environment.simulated.SimulatedWorld;
import io.barnabas.metadata.config.BrokerConfig;
import io.barnabas.metadata.config.HostDefaults;
import io.barnabas.simulator.BrokerLife;
import io.barnabas.simulator.Patience;
import io.barnabas.simulator.Watch;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The lives of one broker on one disk: it starts, and ends in one way or another. */
final class BrokerLives {
  private static final Path ROOT = Path.of("/data");
  private static final long LIMIT_NS = 120_000_000_000L;

  private final SimulatedWorld world;
  private final Watch watch;
  private final Patience patience;
  private final GroupWorld groups;
  private final SimulatedVolume volume;
  private final SeededRandomness chance;
  private final FaultPlan flaw;
  private @Nullable SimulatedProcess process;
  private @Nullable BrokerLife broker;
  private int count;

  BrokerLives(SimulatedWorld world, Watch watch, GroupWorld groups, FaultPlan flaw) {
    this.world = world;
    this.watch = watch;
    patience = new Patience(world, watch, LIMIT_NS);
    this.groups = groups;
    this.flaw = flaw;
    volume = world.newVolume(ROOT);
    chance = world.randomness().fork();
  }

  int count() {
    return count;
  }

  /** Starts the broker, and lets members know when it is there. */
  void begin() {
    count++;
    SimulatedProcess started = world.start(volume, 1 + chance.nextInt(3));
    process = started;
    volume.setFaults(flaw);
    BrokerLife life = BrokerLife.begin(config(), started, watch);
    broker = life;
    require(life::isStarted, "The broker did not start");
    groups.setRunning(true);
  }

  private static BrokerConfig config() {
    Map<String, String> settings = new HashMap<>();
    settings.put("node.id", "1");
    settings.put("listeners", "PLAINTEXT://127.0.0.1:" + GroupWorld.PORT);
    settings.put("log.dirs", ROOT.toString());
    settings.put("offsets.topic.num.partitions", "3");
    settings.put("group.initial.rebalance.delay.ms", "100");
    settings.put("group.consumer.migration.policy", "bidirectional");
    settings.put("group.min.session.timeout.ms", "100");
    settings.put("group.consumer.min.session.timeout.ms", "100");
    settings.put("group.consumer.session.timeout.ms", Integer.toString(GroupWorld.SESSION_MS));
    settings.put("group.consumer.min.heartbeat.interval.ms", "100");
    settings.put("group.consumer.heartbeat.interval.ms", Integer.toString(GroupWorld.HEARTBEAT_MS));
    return BrokerConfig.parse(settings, new HostDefaults(2, ROOT.toString()));
  }

  /** Lets everybody work for a while, and connections break. */
  void work(long durationNs, boolean wild) {
    long leftNs = durationNs;
    while (leftNs > 0) {
      long stepNs = wild ? Math.min(leftNs, chance.nextLong(200_000_000L) + 1) : leftNs;
      world.runFor(stepNs);
      watch.check();
      leftNs -= stepNs;
      if (wild) {
        makeTrouble();
      }
    }
  }

  private void makeTrouble() {
    SimulatedProcess current = process;
    if (current != null && chance.chance(100)) {
      current.jumpWallClock(chance.nextInt(20_000) - 10_000);
    } else {
      groups.breakAnyConnection(chance);
    }
  }

  /** The broker's process ends, or its machine, or it is stopped. */
  void end() {
    SimulatedProcess ending = process;
    if (ending == null) {
      throw new IllegalStateException("There is no broker");
    }
    groups.setRunning(false);
    switch (chance.nextInt(3)) {
      case 0 -> {
        ending.crash();
        groups.lost();
      }
      case 1 -> ending.kill();
      default -> stop(ending);
    }
    groups.breakAllConnections();
    watch.check();
  }

  private void stop(SimulatedProcess ending) {
    if (broker == null) {
      throw new IllegalStateException("There is no broker to stop");
    }
    broker.stop(patience);
    ending.kill();
  }

  void require(BooleanSupplier condition, String otherwise) {
    patience.require(condition, otherwise);
  }

  /** Lets time pass until something is so; false if it is not after so long. */
  boolean run(BooleanSupplier condition, long durationNs) {
    return patience.waitFor(condition, durationNs);
  }
}
