package io.barnabas.simulator.group;

import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.protocol.message.CreateTopicsRequest;
import io.barnabas.protocol.message.CreateTopicsRequest.CreatableTopic;
import io.barnabas.protocol.message.CreateTopicsResponse;
import io.barnabas.protocol.message.FindCoordinatorRequest;
import io.barnabas.protocol.message.FindCoordinatorResponse;
import io.barnabas.simulator.Violation;
import io.barnabas.simulator.WireClient;
import java.util.ArrayList;
import java.util.List;

/** Makes what groups need: their topics, and the coordinators that are there from the first use. */
final class Topics {
  private static final int CREATE_VERSION = 7;
  private static final int FIND_VERSION = 4;
  private static final int TIMEOUT_MS = 30_000;
  private static final int PAUSE_MS = 20;

  private final GroupWorld world;
  private final WireClient client;
  private final SeededRandomness chance;
  private boolean ready;

  Topics(GroupWorld world, WireClient client, SeededRandomness chance) {
    this.world = world;
    this.client = client;
    this.chance = chance;
  }

  boolean isReady() {
    return ready;
  }

  void create() {
    List<CreatableTopic> topics = new ArrayList<>();
    int count = 1 + chance.nextInt(3);
    for (int i = 0; i < count; i++) {
      topics.add(
          new CreatableTopic()
              .name("topic" + i)
              .numPartitions(1 + chance.nextInt(8))
              .replicationFactor((short) 1));
    }
    client.ask(
        CREATE_VERSION,
        new CreateTopicsRequest().topics(topics).timeoutMs(TIMEOUT_MS),
        CreateTopicsResponse.class,
        this::onCreated,
        () -> {});
  }

  private void onCreated(CreateTopicsResponse answer) {
    for (var topic : answer.topics()) {
      if (topic.errorCode() != 0) {
        throw new Violation("Topics can't be created: " + answer);
      }
      world.topic(topic.name(), topic.numPartitions(), topic.topicId());
    }
    find();
  }

  private void find() {
    client.ask(
        FIND_VERSION,
        new FindCoordinatorRequest().keyType((byte) 0).coordinatorKeys(List.of("any")),
        FindCoordinatorResponse.class,
        this::onFound,
        () -> {});
  }

  private void onFound(FindCoordinatorResponse answer) {
    var coordinator = answer.coordinators().getFirst();
    if (world.reply(coordinator.errorCode(), answer) == Replies.DONE) {
      ready = true;
    } else {
      world.later(chance, PAUSE_MS, this::find);
    }
  }
}
