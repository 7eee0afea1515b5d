package io.barnabas.benchmarks.wire;

import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ResponseFrame;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatRequest;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatRequest.TopicPartitions;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatResponse;
import io.barnabas.protocol.primitive.Uuid;
import java.nio.ByteBuffer;
import java.util.List;

/** The requests of a member of a consumer group (KIP-848) that reads one topic. */
public record ConsumerCalls(String group, String topic, Uuid topicId) {
  private static final int REBALANCE_TIMEOUT_MS = 300_000;
  private static final int JOIN_EPOCH = 0;
  private static final int LEAVE_EPOCH = -1;

  public ByteBuffer join(int correlationId, String memberId) {
    return frame(
        correlationId,
        request(memberId, JOIN_EPOCH)
            .rebalanceTimeoutMs(REBALANCE_TIMEOUT_MS)
            .subscribedTopicNames(List.of(topic))
            .topicPartitions(List.of()));
  }

  /** A heartbeat that tells which partitions the member has. */
  public ByteBuffer owning(int correlationId, String memberId, int epoch, List<Integer> owned) {
    List<TopicPartitions> partitions =
        owned.isEmpty()
            ? List.of()
            : List.of(new TopicPartitions().topicId(topicId).partitions(owned));
    return frame(
        correlationId,
        request(memberId, epoch)
            .rebalanceTimeoutMs(REBALANCE_TIMEOUT_MS)
            .topicPartitions(partitions));
  }

  public ByteBuffer leave(int correlationId, String memberId) {
    return frame(correlationId, request(memberId, LEAVE_EPOCH));
  }

  public static ConsumerGroupHeartbeatResponse answer(ByteBuffer answer) {
    return (ConsumerGroupHeartbeatResponse)
        ResponseFrame.read(
            ApiKey.CONSUMER_GROUP_HEARTBEAT, (short) HeartbeatFrame.CONSUMER_VERSION, answer);
  }

  private ConsumerGroupHeartbeatRequest request(String memberId, int epoch) {
    return new ConsumerGroupHeartbeatRequest().groupId(group).memberId(memberId).memberEpoch(epoch);
  }

  private static ByteBuffer frame(int correlationId, ConsumerGroupHeartbeatRequest request) {
    return Frames.of(
        ApiKey.CONSUMER_GROUP_HEARTBEAT, HeartbeatFrame.CONSUMER_VERSION, correlationId, request);
  }
}
