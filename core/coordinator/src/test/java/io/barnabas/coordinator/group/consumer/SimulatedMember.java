package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.assignor.Assignment;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatRequest;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatRequest.TopicPartitions;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A consumer as KIP-848 wants it: does what it is told, and says all when an answer was lost. */
final class SimulatedMember {
  private final String memberId;
  private final @Nullable String instanceId;
  private List<String> topics;
  private List<String> askedFor = List.of();
  private int epoch;
  private Assignment owned = Assignment.EMPTY;
  private boolean sayAll = true;
  private boolean waiting;
  private boolean dead;

  SimulatedMember(String memberId, @Nullable String instanceId, List<String> topics) {
    this.memberId = memberId;
    this.instanceId = instanceId;
    this.topics = topics;
  }

  String memberId() {
    return memberId;
  }

  List<String> topics() {
    return topics;
  }

  int epoch() {
    return epoch;
  }

  /** What it reads. */
  Assignment owned() {
    return owned;
  }

  /** Whether it waits for an answer: it sends nothing meanwhile. */
  boolean isWaiting() {
    return waiting;
  }

  /** Whether it has given up, since another has its instance id. */
  boolean isDead() {
    return dead;
  }

  void subscribe(List<String> newTopics) {
    topics = newTopics;
    sayAll = true;
  }

  ConsumerGroupHeartbeatRequest request() {
    waiting = true;
    askedFor = topics;
    ConsumerGroupHeartbeatRequest request =
        new ConsumerGroupHeartbeatRequest()
            .groupId("g")
            .memberId(memberId)
            .memberEpoch(epoch)
            .instanceId(instanceId)
            .topicPartitions(partitions());
    if (sayAll) {
      request.rebalanceTimeoutMs(30_000).subscribedTopicNames(topics);
    }
    return request;
  }

  ConsumerGroupHeartbeatRequest goodbye(int farewell) {
    return new ConsumerGroupHeartbeatRequest()
        .groupId("g")
        .memberId(memberId)
        .instanceId(instanceId)
        .memberEpoch(farewell);
  }

  private List<TopicPartitions> partitions() {
    List<TopicPartitions> partitions = new ArrayList<>();
    owned
        .topics()
        .forEach(
            (id, numbers) ->
                partitions.add(new TopicPartitions().topicId(id).partitions(List.copyOf(numbers))));
    return partitions;
  }

  void answered(ConsumerGroupHeartbeatResponse answer) {
    waiting = false;
    sayAll = !topics.equals(askedFor);
    epoch = answer.memberEpoch();
    if (answer.assignment() != null) {
      Assignment.Builder told = Assignment.builder();
      answer
          .assignment()
          .topicPartitions()
          .forEach(topic -> topic.partitions().forEach(p -> told.add(topic.topicId(), p)));
      owned = told.build();
    }
  }

  /** Whether it was refused, or nothing came, or what came was lost. */
  void failed(@Nullable CoordinatorException refusal) {
    waiting = false;
    sayAll = true;
    if (refusal != null) {
      switch (refusal.error()) {
        case FENCED_MEMBER_EPOCH, UNKNOWN_MEMBER_ID, GROUP_ID_NOT_FOUND -> {
          epoch = 0;
          owned = Assignment.EMPTY;
        }
        case FENCED_INSTANCE_ID, UNRELEASED_INSTANCE_ID -> dead = true;
        default -> {
          // It asks again.
        }
      }
    }
  }
}
