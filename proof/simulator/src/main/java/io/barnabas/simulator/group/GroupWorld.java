package io.barnabas.simulator.group;

import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.environment.simulated.SimulatedWorld;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.primitive.Uuid;
import io.barnabas.simulator.Violation;
import io.barnabas.simulator.Watch;
import io.barnabas.simulator.WireClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What members and checkers share: the world, the topics, and how wild things are. */
final class GroupWorld {
  static final int PORT = 9092;
  static final int SESSION_MS = 2_000;
  static final int REBALANCE_MS = 4_000;
  static final int HEARTBEAT_MS = 300;

  private final SimulatedWorld world;
  private final Watch watch;
  private final List<WireClient> clients = new ArrayList<>();
  private final Set<Member> members = new LinkedHashSet<>();
  private final TreeMap<String, Integer> partitionCounts = new TreeMap<>();
  private final Map<String, Uuid> topicIds = new HashMap<>();
  private final Map<Uuid, String> topicNames = new HashMap<>();
  private final GenerationOwners generations = new GenerationOwners();
  private final ExclusiveOwners owners = new ExclusiveOwners(SESSION_MS * 1_000_000L);
  private final CommittedOffsets offsets = new CommittedOffsets();
  private boolean running;
  private boolean wild = true;
  private int done;

  GroupWorld(SimulatedWorld world, Watch watch) {
    this.world = world;
    this.watch = watch;
  }

  long nowNs() {
    return world.nowNs();
  }

  SeededRandomness newChance() {
    return world.randomness().fork();
  }

  WireClient newClient() {
    WireClient client = new WireClient(world, watch, PORT);
    clients.add(client);
    return client;
  }

  void breakAnyConnection(SeededRandomness chance) {
    if (!clients.isEmpty()) {
      clients.get(chance.nextInt(clients.size())).drop();
    }
  }

  void breakAllConnections() {
    clients.forEach(WireClient::drop);
  }

  /** Runs a task some time later, at most so many milliseconds. */
  void later(SeededRandomness chance, int maxDelayMs, Runnable task) {
    after(chance.nextLong(maxDelayMs * 1_000_000L + 1), task);
  }

  private void after(long delayNs, Runnable task) {
    world.schedule(delayNs, "member", () -> watch.guard(task));
  }

  void add(Member member) {
    members.add(member);
  }

  /** A member is gone for good, and another begins. */
  void replace(Member old, Member next) {
    members.remove(old);
    members.add(next);
  }

  Collection<Member> members() {
    return members;
  }

  void topic(String name, int partitionCount, Uuid id) {
    partitionCounts.put(name, partitionCount);
    topicIds.put(name, id);
    topicNames.put(id, name);
  }

  List<String> topics() {
    return List.copyOf(partitionCounts.keySet());
  }

  int partitionCount(String topic) {
    return partitionCounts.getOrDefault(topic, 0);
  }

  String topicName(Uuid id) {
    return topicNames.getOrDefault(id, "unknown topic " + id);
  }

  Uuid topicId(String name) {
    return topicIds.getOrDefault(name, Uuid.ZERO);
  }

  SortedSet<Place> places() {
    SortedSet<Place> places = new TreeSet<>();
    partitionCounts.forEach(
        (topic, count) -> {
          for (int partition = 0; partition < count; partition++) {
            places.add(new Place(topic, partition));
          }
        });
    return places;
  }

  GenerationOwners generations() {
    return generations;
  }

  ExclusiveOwners owners() {
    return owners;
  }

  CommittedOffsets offsets() {
    return offsets;
  }

  /** A machine crash takes what was not synced. */
  void lost() {
    generations.lost();
    owners.lost();
    offsets.lost();
  }

  /** There is a broker, or there is none. */
  void setRunning(boolean newRunning) {
    running = newRunning;
  }

  boolean isRunning() {
    return running;
  }

  /** From now on nobody leaves, crashes or stalls any more. */
  void calm() {
    wild = false;
  }

  boolean isWild() {
    return wild;
  }

  /**
   * What an answer's error tells a member. The one broker there is may still be loading, but never
   * knows less of where coordinators are.
   */
  Replies reply(short code, Object answer) {
    if (running && WireClient.errorOf(code) == ErrorCode.NOT_COORDINATOR) {
      throw new Violation("The only broker is not the coordinator: " + answer);
    }
    return Replies.of(code, answer);
  }

  void countDone() {
    done++;
  }

  /** How many heartbeats and commits went well. */
  int done() {
    return done;
  }
}
