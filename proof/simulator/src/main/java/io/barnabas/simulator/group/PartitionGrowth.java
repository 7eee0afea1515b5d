package io.barnabas.simulator.group;

import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.CreatePartitionsRequest;
import io.barnabas.protocol.message.CreatePartitionsRequest.CreatePartitionsTopic;
import io.barnabas.protocol.message.CreatePartitionsResponse;
import io.barnabas.simulator.Violation;
import io.barnabas.simulator.WireClient;
import java.util.List;

/** Somebody who adds a partition to a topic now and then, while times are wild. */
final class PartitionGrowth {
  private static final int VERSION = 3;
  private static final int TIMEOUT_MS = 30_000;
  private static final int PAUSE_MS = 8_000;
  private static final int RETRY_MS = 200;

  private final GroupWorld world;
  private final WireClient client;
  private final SeededRandomness chance;

  PartitionGrowth(GroupWorld world, WireClient client, SeededRandomness chance) {
    this.world = world;
    this.client = client;
    this.chance = chance;
  }

  void start() {
    world.later(chance, PAUSE_MS, this::choose);
  }

  private void choose() {
    if (world.isWild()) {
      String topic = world.topics().get(chance.nextInt(world.topics().size()));
      grow(topic, world.partitionCount(topic) + 1);
    }
  }

  private void grow(String topic, int count) {
    if (!world.isRunning()) {
      tryAgain(topic, count);
      return;
    }
    CreatePartitionsRequest request =
        new CreatePartitionsRequest()
            .topics(List.of(new CreatePartitionsTopic().name(topic).count(count)))
            .timeoutMs(TIMEOUT_MS);
    client.ask(
        VERSION,
        request,
        CreatePartitionsResponse.class,
        answer -> onAnswer(topic, count, answer),
        () -> tryAgain(topic, count));
  }

  /** Whether a request whose answer was lost was carried out, the next one's refusal tells. */
  private void tryAgain(String topic, int count) {
    world.later(chance, RETRY_MS, () -> grow(topic, count));
  }

  private void onAnswer(String topic, int count, CreatePartitionsResponse answer) {
    ErrorCode error = WireClient.errorOf(answer.results().getFirst().errorCode());
    switch (error) {
      case NONE, INVALID_PARTITIONS -> {
        world.topic(topic, count, world.topicId(topic));
        start();
      }
      case NOT_CONTROLLER, REQUEST_TIMED_OUT -> tryAgain(topic, count);
      default -> throw new Violation("A partition can't be added: " + answer);
    }
  }
}
