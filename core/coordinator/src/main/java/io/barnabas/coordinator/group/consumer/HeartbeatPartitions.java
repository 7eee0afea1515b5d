package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.group.assignor.Assignment;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatRequest;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatResponse;
import java.util.ArrayList;
import java.util.List;

/** Partitions as heartbeats carry them. */
final class HeartbeatPartitions {
  private HeartbeatPartitions() {}

  static Assignment owned(List<ConsumerGroupHeartbeatRequest.TopicPartitions> topics) {
    Assignment.Builder owned = Assignment.builder();
    topics.forEach(topic -> topic.partitions().forEach(p -> owned.add(topic.topicId(), p)));
    return owned.build();
  }

  static ConsumerGroupHeartbeatResponse.Assignment of(OwnedPartitions assigned) {
    List<ConsumerGroupHeartbeatResponse.TopicPartitions> topics = new ArrayList<>();
    assigned
        .topics()
        .forEach(
            (topicId, epochs) ->
                topics.add(
                    new ConsumerGroupHeartbeatResponse.TopicPartitions()
                        .topicId(topicId)
                        .partitions(List.copyOf(epochs.keySet()))));
    return new ConsumerGroupHeartbeatResponse.Assignment().topicPartitions(topics);
  }
}
