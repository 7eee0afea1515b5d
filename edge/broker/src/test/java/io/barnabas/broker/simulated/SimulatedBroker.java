package io.barnabas.broker.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.broker.Broker;
import io.barnabas.environment.simulated.SimulatedProcess;
import io.barnabas.environment.simulated.SimulatedVolume;
import io.barnabas.environment.simulated.SimulatedWorld;
import io.barnabas.metadata.config.BrokerConfig;
import io.barnabas.metadata.config.HostDefaults;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A whole broker in a simulated world: one volume, and one run of the broker after the other. */
public final class SimulatedBroker {
  public static final Path ROOT = Path.of("/disk");
  public static final Path LOG_DIR = ROOT.resolve("data");
  public static final int PORT = 9092;

  private static final long PATIENCE_NS = 60_000_000_000L;

  private final SimulatedWorld world = new SimulatedWorld(11);
  private final SimulatedVolume volume = world.newVolume(ROOT);
  private final int shards;
  private final Map<String, String> properties = new HashMap<>();
  private SimulatedProcess process;
  private CountedExchanges exchanges;
  private Broker broker;

  public SimulatedBroker(int shards) {
    this.shards = shards;
    set("listeners", "PLAINTEXT://127.0.0.1:" + PORT);
  }

  /** One of this many shards that runs already. */
  public static SimulatedBroker started(int shards) {
    SimulatedBroker broker = new SimulatedBroker(shards);
    broker.start();
    return broker;
  }

  /** Sets a config of the next start. */
  public SimulatedBroker set(String name, String value) {
    properties.put(name, value);
    return this;
  }

  /** Leaves a config of the next start to its default. */
  public void unset(String name) {
    properties.remove(name);
  }

  public SimulatedWorld world() {
    return world;
  }

  public SimulatedVolume volume() {
    return volume;
  }

  public Broker broker() {
    return broker;
  }

  /** Requests that have been neither answered nor given up, on connections closed too. */
  public int openExchanges() {
    return exchanges.open();
  }

  /** Starts it; fails as {@link Broker#start} does. */
  public void start() {
    BrokerConfig config =
        BrokerConfig.parse(properties, new HostDefaults(shards, LOG_DIR.toString()));
    process = world.start(volume, shards);
    exchanges = new CountedExchanges(process.transport());
    broker = await(Broker.start(config, process.shards(), exchanges, "here").toCompletableFuture());
  }

  /** What a start fails with; the process goes on. */
  public Throwable failedStart() {
    try {
      start();
    } catch (CompletionException failure) {
      return failure.getCause();
    }
    throw new AssertionError("it started");
  }

  /** Stops the broker in order; its process goes on. */
  public void stop() {
    await(broker.stop().toCompletableFuture());
  }

  /** The machine stops and what was not synced is at risk. */
  public void crash() {
    process.crash();
  }

  public WireClient connect() {
    return connect(PORT);
  }

  public WireClient connect(int port) {
    return new WireClient(world, port);
  }

  public void runForMs(long durationMs) {
    world.runFor(durationMs * 1_000_000);
  }

  private <T> T await(CompletableFuture<T> stage) {
    assertThat(world.runUntil(stage::isDone, PATIENCE_NS)).as("done in time").isTrue();
    return stage.join();
  }
}
