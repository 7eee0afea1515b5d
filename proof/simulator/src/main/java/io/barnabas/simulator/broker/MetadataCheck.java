package io.barnabas.simulator.broker;

import io.barnabas.protocol.message.MetadataRequest;
import io.barnabas.protocol.message.MetadataResponse;
import io.barnabas.protocol.message.MetadataResponse.MetadataResponseTopic;
import io.barnabas.simulator.Violation;
import io.barnabas.simulator.WireClient;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Asks for all topics, and compares them with what was acknowledged. */
final class MetadataCheck {
  private static final int VERSION = 12;

  private final Workload workload;
  private final WireClient client;

  MetadataCheck(Workload workload, WireClient client) {
    this.workload = workload;
    this.client = client;
  }

  /** Checks while others may create and delete. */
  void run(Runnable onDone, Runnable onLost) {
    List<TopicModel> before = workload.presentTopics();
    ask(
        answer -> {
          Set<String> names = check(answer);
          for (TopicModel topic : before) {
            if (topic.isPresent() && !names.contains(topic.name())) {
              throw new Violation("Topic " + topic.name() + " is not in the metadata");
            }
          }
          workload.countDone();
          onDone.run();
        },
        onLost);
  }

  /** Checks when nothing else is under way, which decides what became of all that was asked. */
  void settle(Runnable onDone, Runnable onLost) {
    ask(
        answer -> {
          Set<String> names = check(answer);
          workload.topics().values().forEach(topic -> topic.settle(names.contains(topic.name())));
          workload.countDone();
          onDone.run();
        },
        onLost);
  }

  private void ask(Consumer<MetadataResponse> onAnswer, Runnable onLost) {
    MetadataRequest request = new MetadataRequest().topics(null).allowAutoTopicCreation(false);
    client.ask(VERSION, request, MetadataResponse.class, onAnswer, onLost);
  }

  private Set<String> check(MetadataResponse answer) {
    Set<String> names = new HashSet<>();
    for (MetadataResponseTopic seen : answer.topics()) {
      TopicModel topic = workload.topics().get(seen.name());
      if (topic == null) {
        throw new Violation("Nobody created " + seen);
      }
      topic.seen(seen.topicId());
      if (seen.partitions().size() != topic.partitionCount()) {
        throw new Violation("Topic %s is seen as %s".formatted(topic.name(), seen));
      }
      names.add(topic.name());
    }
    return names;
  }
}
