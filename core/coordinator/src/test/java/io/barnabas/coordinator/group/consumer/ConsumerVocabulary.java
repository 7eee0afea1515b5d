package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.Group;
import io.barnabas.coordinator.group.GroupCoordinator;
import io.barnabas.coordinator.group.OffsetCommitter;
import io.barnabas.coordinator.group.Requester;
import io.barnabas.coordinator.group.script.Event;
import io.barnabas.coordinator.group.script.Stage;
import io.barnabas.coordinator.group.script.Transcript;
import io.barnabas.coordinator.group.script.Vocabulary;
import io.barnabas.coordinator.runtime.Decision;
import io.barnabas.protocol.message.ConsumerGroupDescribeResponse;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatRequest;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatRequest.TopicPartitions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What scripts can say of consumer groups:
 *
 * <ul>
 *   <li>{@code topic orders partitions=3}, {@code grow orders partitions=4}, {@code delete orders}
 *   <li>{@code join g m1 topics=orders,bills regex=x.* instance=i assignor=range version=0}
 *   <li>{@code heartbeat g m1 epoch=1 owned=orders-0,orders-1 topics=orders}; {@code owned=} says
 *       that it has none, and without it nothing is said
 *   <li>{@code leave g m1 epoch=-2 instance=i}
 *   <li>{@code describe g}, {@code state g}, {@code may-commit g m1 epoch=1 orders-0 version=9}
 *   <li>{@code timers}: how many there are
 * </ul>
 */
public final class ConsumerVocabulary implements Vocabulary {
  private final Stage<GroupCoordinator> stage;
  private final Transcript transcript;
  private final ChangingTopics topics;

  public ConsumerVocabulary(
      Stage<GroupCoordinator> stage, Transcript transcript, ChangingTopics topics) {
    this.stage = stage;
    this.transcript = transcript;
    this.topics = topics;
  }

  @Override
  public Map<String, Consumer<Event>> verbs() {
    return Map.of(
        "topic", this::topic,
        "grow", event -> topics.grow(event.word(0), event.number("partitions", 1)),
        "delete", event -> topics.delete(event.word(0)),
        "join", this::join,
        "heartbeat", event -> ask(event, request(event, event.number("epoch", 0))),
        "leave", event -> ask(event, request(event, event.number("epoch", -1))),
        "describe", this::describe,
        "state", event -> transcript.print(group(event.word(0)).stateName()),
        "may-commit", this::mayCommit,
        "timers", event -> transcript.print(String.valueOf(stage.liveTimers())));
  }

  private void topic(Event event) {
    String name = event.word(0);
    transcript.name(topics.create(name, event.number("partitions", 1)).id().toString(), name);
  }

  private void join(Event event) {
    ConsumerGroupHeartbeatRequest request =
        request(event, 0)
            .rebalanceTimeoutMs(event.number("timeout", 60_000))
            .topicPartitions(List.of());
    ask(event, request);
  }

  private ConsumerGroupHeartbeatRequest request(Event event, int epoch) {
    return new ConsumerGroupHeartbeatRequest()
        .groupId(event.word(0))
        .memberId(event.words().size() > 1 ? event.word(1) : "")
        .memberEpoch(epoch)
        .instanceId(event.get("instance"))
        .rackId(event.get("rack"))
        .rebalanceTimeoutMs(event.number("timeout", -1))
        .subscribedTopicNames(event.get("topics") == null ? null : event.list("topics"))
        .subscribedTopicRegex(event.get("regex"))
        .serverAssignor(event.get("assignor"))
        .topicPartitions(owned(event));
  }

  private @Nullable List<TopicPartitions> owned(Event event) {
    return event.get("owned") == null
        ? null
        : event.list("owned").stream().map(this::partition).toList();
  }

  private TopicPartitions partition(String text) {
    return new TopicPartitions()
        .topicId(topics.id(topicOf(text)))
        .partitions(List.of(partitionOf(text)));
  }

  private static String topicOf(String partition) {
    return partition.substring(0, partition.lastIndexOf('-'));
  }

  private static int partitionOf(String partition) {
    return Integer.parseInt(partition.substring(partition.lastIndexOf('-') + 1));
  }

  private void ask(Event event, ConsumerGroupHeartbeatRequest request) {
    Requester requester = new Requester("client", "/host", (short) event.number("version", 1));
    transcript.answer(
        request.memberId().isEmpty() ? "?" : request.memberId(),
        stage.runtime().ask(machine -> machine.consumer().heartbeat(request, requester)));
  }

  private void describe(Event event) {
    transcript.answer(
        "describe",
        stage
            .runtime()
            .ask(machine -> Decision.answer(machine.consumer().describe(event.word(0))))
            .thenApply(group -> new ConsumerGroupDescribeResponse().groups(List.of(group))));
  }

  private Group group(String groupId) {
    return Objects.requireNonNull(stage.runtime().machine().groups().find(groupId), groupId);
  }

  private void mayCommit(Event event) {
    OffsetCommitter committer =
        new OffsetCommitter(
            event.word(1),
            null,
            event.number("epoch", -1),
            event.says("transactional"),
            (short) event.number("version", 9));
    String partition = event.word(2);
    try {
      group(event.word(0))
          .validateOffsetCommit(committer)
          .check(topicOf(partition), partitionOf(partition));
      transcript.print("yes");
    } catch (CoordinatorException refusal) {
      transcript.print("no: " + refusal.error());
    }
  }
}
