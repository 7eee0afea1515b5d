package io.barnabas.simulator.broker;

import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.CreateTopicsRequest;
import io.barnabas.protocol.message.CreateTopicsRequest.CreatableTopic;
import io.barnabas.protocol.message.CreateTopicsRequest.CreatableTopicConfig;
import io.barnabas.protocol.message.CreateTopicsResponse;
import io.barnabas.protocol.message.CreateTopicsResponse.CreatableTopicResult;
import io.barnabas.protocol.message.DeleteTopicsRequest;
import io.barnabas.protocol.message.DeleteTopicsResponse;
import io.barnabas.simulator.Violation;
import io.barnabas.simulator.WireClient;
import java.util.List;

/** Creates and deletes topics, one request at a time. */
final class Administrator {
  private static final int MAX_PAUSE_MS = 30;
  private static final int MAX_TOPICS = 5;
  private static final int TIMEOUT_MS = 30_000;
  private static final int FIRST_CREATE_VERSION = 2;
  private static final int LAST_CREATE_VERSION = 7;
  private static final int LAST_DELETE_VERSION_BY_NAME = 5;

  private final Workload workload;
  private final SeededRandomness chance;
  private final WireClient client;

  Administrator(Workload workload) {
    this.workload = workload;
    chance = workload.newChance();
    client = workload.newRetryingClient();
  }

  void start() {
    workload.later(chance, MAX_PAUSE_MS, this::act);
  }

  private void act() {
    if (!workload.isRunning()) {
      start();
    } else if (workload.presentTopics().size() < MAX_TOPICS && chance.chance(400)) {
      create();
    } else if (chance.chance(100)) {
      workload.anyTopic(chance).ifPresentOrElse(this::delete, this::start);
    } else {
      new MetadataCheck(workload, client).run(this::start, this::start);
    }
  }

  private void create() {
    TopicModel topic = workload.newTopic(1 + chance.nextInt(3));
    CreatableTopic wanted =
        new CreatableTopic()
            .name(topic.name())
            .numPartitions(topic.partitionCount())
            .replicationFactor((short) 1)
            .configs(randomConfigs());
    CreateTopicsRequest request =
        new CreateTopicsRequest().topics(List.of(wanted)).timeoutMs(TIMEOUT_MS);
    int version =
        FIRST_CREATE_VERSION + chance.nextInt(LAST_CREATE_VERSION - FIRST_CREATE_VERSION + 1);
    client.ask(
        version,
        request,
        CreateTopicsResponse.class,
        answer -> onCreated(topic, version, answer.topics().getFirst()),
        this::start);
  }

  /** Small indexes fill quickly, which ends segments; and some topics sync of themselves. */
  private List<CreatableTopicConfig> randomConfigs() {
    return List.of(
        config("segment.index.bytes", 24 + chance.nextInt(100)),
        config("index.interval.bytes", chance.nextInt(500)),
        config("flush.messages", chance.chance(500) ? 1 + chance.nextInt(20) : Long.MAX_VALUE));
  }

  private static CreatableTopicConfig config(String name, long value) {
    return new CreatableTopicConfig().name(name).value(Long.toString(value));
  }

  private void onCreated(TopicModel topic, int version, CreatableTopicResult result) {
    if (result.errorCode() != ErrorCode.NONE.code()) {
      throw new Violation("Creating %s was answered with %s".formatted(topic.name(), result));
    }
    if (version == LAST_CREATE_VERSION) {
      topic.seen(result.topicId());
      workload.countDone();
      start();
    } else {
      // The answer has no id yet; the topic must be there now, and tells it.
      topic.acknowledged();
      new MetadataCheck(workload, client).run(this::start, this::start);
    }
  }

  private void delete(TopicModel topic) {
    topic.deletionAsked();
    DeleteTopicsRequest request =
        new DeleteTopicsRequest().topicNames(List.of(topic.name())).timeoutMs(TIMEOUT_MS);
    int version = 1 + chance.nextInt(LAST_DELETE_VERSION_BY_NAME);
    client.ask(
        version,
        request,
        DeleteTopicsResponse.class,
        answer -> onDeleted(topic, answer),
        this::start);
  }

  private void onDeleted(TopicModel topic, DeleteTopicsResponse answer) {
    short errorCode = answer.responses().getFirst().errorCode();
    if (errorCode != ErrorCode.NONE.code()) {
      throw new Violation("Deleting %s was answered with %s".formatted(topic.name(), answer));
    }
    topic.deleted();
    workload.countDone();
    start();
  }
}
