package io.barnabas.client.group;

import io.barnabas.client.TopicPartition;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatRequest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The heartbeats of a member of the consumer protocol (KIP-848). The first, and one after a
 * failure, tells everything; others only what has changed.
 */
final class ConsumerHeartbeats {
  static final int JOIN_EPOCH = 0;
  private static final int LEAVE_EPOCH = -1;
  private static final int LEAVE_FOR_A_WHILE_EPOCH = -2;

  private final GroupConfig config;
  private final Subscription subscription;
  private final TopicNames topicNames;
  private final String memberId;
  private @Nullable Set<TopicPartition> toldOwned;

  ConsumerHeartbeats(
      GroupConfig config, Subscription subscription, TopicNames topicNames, String memberId) {
    this.config = config;
    this.subscription = subscription;
    this.topicNames = topicNames;
    this.memberId = memberId;
  }

  /** A heartbeat at an epoch; at that of joining, nothing is owned. */
  ConsumerGroupHeartbeatRequest next(int epoch, Set<TopicPartition> owned) {
    boolean tellAll = epoch == JOIN_EPOCH || toldOwned == null;
    ConsumerGroupHeartbeatRequest request = at(epoch);
    if (tellAll) {
      tellAll(request);
    }
    if (epoch == JOIN_EPOCH) {
      request.topicPartitions(List.of());
      toldOwned = Set.of();
    } else if (tellAll || !owned.equals(toldOwned)) {
      request.topicPartitions(topicNames.withIds(owned));
      toldOwned = new TreeSet<>(owned);
    }
    return request;
  }

  /** Whether the group has still to be told of what the member owns. */
  boolean isNews(Set<TopicPartition> owned) {
    return !owned.equals(toldOwned);
  }

  /** What was told may not have come through. */
  void tellAllAgain() {
    toldOwned = null;
  }

  /** A static member is expected back, and keeps its partitions until then. */
  ConsumerGroupHeartbeatRequest last() {
    return at(config.instanceId() == null ? LEAVE_EPOCH : LEAVE_FOR_A_WHILE_EPOCH)
        .instanceId(config.instanceId());
  }

  private ConsumerGroupHeartbeatRequest at(int epoch) {
    return new ConsumerGroupHeartbeatRequest()
        .groupId(config.groupId())
        .memberId(memberId)
        .memberEpoch(epoch);
  }

  private void tellAll(ConsumerGroupHeartbeatRequest request) {
    request
        .instanceId(config.instanceId())
        .rackId(config.rackId())
        .rebalanceTimeoutMs(config.timing().maxPollIntervalMs())
        .serverAssignor(config.remoteAssignor());
    switch (subscription) {
      case Subscription.Topics(Set<String> names) ->
          request.subscribedTopicNames(names.stream().sorted().toList());
      case Subscription.Matching(String regex) ->
          request.subscribedTopicNames(List.of()).subscribedTopicRegex(regex);
    }
  }
}
