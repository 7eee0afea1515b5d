package io.barnabas.broker.handler;

import io.barnabas.broker.cluster.InternalTopics;
import io.barnabas.broker.handler.ClusterView.PartitionView;
import io.barnabas.metadata.controller.TopicNames;
import io.barnabas.metadata.image.PartitionImage;
import io.barnabas.metadata.image.TopicImage;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.DescribeTopicPartitionsResponse;
import io.barnabas.protocol.message.DescribeTopicPartitionsResponse.Cursor;
import io.barnabas.protocol.message.DescribeTopicPartitionsResponse.DescribeTopicPartitionsResponsePartition;
import io.barnabas.protocol.message.DescribeTopicPartitionsResponse.DescribeTopicPartitionsResponseTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One answer to DescribeTopicPartitions, filled until its limit of partitions is reached. */
final class TopicPage {
  private final ClusterView view;
  private final List<DescribeTopicPartitionsResponseTopic> topics = new ArrayList<>();
  private int room;
  private @Nullable Cursor next;

  /**
   * @param room partitions that may be told, at least one
   */
  TopicPage(ClusterView view, int room) {
    this.view = view;
    this.room = room;
  }

  /** Tells a topic from a partition on, as far as there is room; else the next page begins here. */
  void add(String name, int firstPartition) {
    if (next != null) {
      return;
    }
    TopicImage topic = view.image().topics().find(name);
    if (room == 0) {
      next = new Cursor().topicName(name).partitionIndex(firstPartition);
    } else if (topic == null) {
      topics.add(missing(name));
    } else {
      add(topic, firstPartition);
    }
  }

  private void add(TopicImage topic, int firstPartition) {
    int count = topic.partitions().size();
    int first = Math.min(firstPartition, count);
    int end = first + Math.min(room, count - first);
    topics.add(
        new DescribeTopicPartitionsResponseTopic()
            .name(topic.name())
            .topicId(topic.id())
            .isInternal(InternalTopics.contains(topic.name()))
            .topicAuthorizedOperations(AuthorizedOperations.ON_TOPIC)
            .partitions(
                IntStream.range(first, end).mapToObj(index -> partition(topic, index)).toList()));
    room -= end - first;
    if (end < count) {
      next = new Cursor().topicName(topic.name()).partitionIndex(end);
    }
  }

  private static DescribeTopicPartitionsResponseTopic missing(String name) {
    ErrorCode error =
        TopicNames.isLegal(name)
            ? ErrorCode.UNKNOWN_TOPIC_OR_PARTITION
            : ErrorCode.INVALID_TOPIC_EXCEPTION;
    return new DescribeTopicPartitionsResponseTopic()
        .name(name)
        .errorCode(error.code())
        .isInternal(InternalTopics.contains(name));
  }

  private DescribeTopicPartitionsResponsePartition partition(TopicImage topic, int index) {
    PartitionImage partition = topic.partitions().get(index);
    PartitionView seen = view.partition(topic, index);
    return new DescribeTopicPartitionsResponsePartition()
        .partitionIndex(index)
        .leaderId(seen.leader())
        .leaderEpoch(partition.leaderEpoch())
        .replicaNodes(partition.replicas())
        .isrNodes(partition.isr())
        .eligibleLeaderReplicas(partition.replicaSet().eligibleLeaders())
        .lastKnownElr(partition.replicaSet().lastKnownLeaders())
        .offlineReplicas(seen.offlineReplicas());
  }

  DescribeTopicPartitionsResponse answer() {
    return new DescribeTopicPartitionsResponse().topics(topics).nextCursor(next);
  }
}
