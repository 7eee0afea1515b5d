package io.barnabas.simulator.broker;

import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.environment.simulated.SimulatedWorld;
import io.barnabas.simulator.Violation;
import io.barnabas.simulator.Watch;
import io.barnabas.simulator.WireClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the clients of a simulation share: the world, the topics, and whether they are to work. */
final class Workload {
  static final int PORT = 9092;

  /** About what the simulated brokers take for the time. */
  private static final long START_MS = 1_767_225_600_000L;

  private final SimulatedWorld world;
  private final Watch watch;
  private final List<WireClient> clients = new ArrayList<>();
  private final List<WireClient> retryingClients = new ArrayList<>();
  private final Map<String, TopicModel> topics = new LinkedHashMap<>();
  private final Set<Long> producerIds = new HashSet<>();
  private boolean running;
  private int done;

  Workload(SimulatedWorld world, Watch watch) {
    this.world = world;
    this.watch = watch;
  }

  SimulatedWorld world() {
    return world;
  }

  SeededRandomness newChance() {
    return world.randomness().fork();
  }

  WireClient newClient() {
    WireClient client = new WireClient(world, watch, PORT);
    clients.add(client);
    return client;
  }

  /** A client whose connection may break while the broker lives, as it knows what to do then. */
  WireClient newRetryingClient() {
    WireClient client = newClient();
    retryingClients.add(client);
    return client;
  }

  WireClient anyRetryingClient(SeededRandomness chance) {
    return retryingClients.get(chance.nextInt(retryingClients.size()));
  }

  /** Breaks all connections. */
  void dropConnections() {
    clients.forEach(WireClient::drop);
  }

  Map<String, TopicModel> topics() {
    return topics;
  }

  List<TopicModel> presentTopics() {
    return topics.values().stream().filter(TopicModel::isPresent).toList();
  }

  Optional<TopicModel> anyTopic(SeededRandomness chance) {
    List<TopicModel> present = presentTopics();
    return present.isEmpty()
        ? Optional.empty()
        : Optional.of(present.get(chance.nextInt(present.size())));
  }

  TopicModel newTopic(int partitionCount) {
    TopicModel topic = new TopicModel("topic" + topics.size(), partitionCount);
    topics.put(topic.name(), topic);
    return topic;
  }

  void run() {
    running = true;
  }

  void pause() {
    running = false;
  }

  /** Whether clients are to send new requests. */
  boolean isRunning() {
    return running;
  }

  /** Every producer id is given out once. */
  void noteProducerId(long producerId) {
    if (!producerIds.add(producerId)) {
      throw new Violation("Producer id " + producerId + " was given out twice");
    }
  }

  long nowMs() {
    return START_MS + world.nowNs() / 1_000_000;
  }

  void countDone() {
    done++;
  }

  /** How many requests were answered as they should be. */
  int done() {
    return done;
  }

  /** Runs a client's task some time later. */
  void later(SeededRandomness chance, int maxDelayMs, Runnable task) {
    long delayNs = chance.nextLong(maxDelayMs * 1_000_000L + 1);
    world.schedule(delayNs, "client", () -> watch.guard(task));
  }
}
