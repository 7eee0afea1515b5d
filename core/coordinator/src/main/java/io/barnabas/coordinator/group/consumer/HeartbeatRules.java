package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatRequest;
import org.jspecify.annotations.Nullable;

/** What a heartbeat must look like, whatever the group (KIP-848, and KIP-1082 for version 1). */
final class HeartbeatRules {
  /** From here on clients make their member ids themselves. */
  private static final short CLIENT_MADE_IDS = 1;

  private final TargetAssigner assigner;

  HeartbeatRules(TargetAssigner assigner) {
    this.assigner = assigner;
  }

  /**
   * @throws CoordinatorException INVALID_REQUEST or UNSUPPORTED_ASSIGNOR
   */
  void check(ConsumerGroupHeartbeatRequest request, short version) {
    int epoch = request.memberEpoch();
    if ((version >= CLIENT_MADE_IDS || epoch != 0) && request.memberId().isEmpty()) {
      throw invalid("the member id must not be empty");
    }
    if (request.groupId().isEmpty()) {
      throw invalid("the group id must not be empty");
    }
    notBlank(request.instanceId(), "instance");
    notBlank(request.rackId(), "rack");
    if (epoch == 0) {
      checkJoin(request);
    } else if (epoch == CurrentAssignment.STATIC_LEFT && request.instanceId() == null) {
      throw invalid("only a member with an instance id can leave for a while");
    } else if (epoch < CurrentAssignment.STATIC_LEFT) {
      throw invalid("there is no member epoch " + epoch);
    }
    checkAssignor(request.serverAssignor());
  }

  private static void checkJoin(ConsumerGroupHeartbeatRequest request) {
    if (request.rebalanceTimeoutMs() == -1) {
      throw invalid("who joins must give its rebalance timeout");
    }
    if (request.topicPartitions() == null || !request.topicPartitions().isEmpty()) {
      throw invalid("who joins must own no partitions, and say so");
    }
    if (request.subscribedTopicNames() == null && request.subscribedTopicRegex() == null) {
      throw invalid("who joins must subscribe to topics, by names or by a regular expression");
    }
  }

  private void checkAssignor(@Nullable String name) {
    if (name != null && !assigner.has(name)) {
      throw new CoordinatorException(
          ErrorCode.UNSUPPORTED_ASSIGNOR,
          "there is no assignor " + name + "; there are " + String.join(", ", assigner.names()));
    }
  }

  private static void notBlank(@Nullable String id, String what) {
    if (id != null && id.isBlank()) {
      throw invalid("the " + what + " id must not be empty");
    }
  }

  private static CoordinatorException invalid(String why) {
    return new CoordinatorException(ErrorCode.INVALID_REQUEST, why);
  }
}
