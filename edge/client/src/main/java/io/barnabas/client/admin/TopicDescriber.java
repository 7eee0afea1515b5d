package io.barnabas.client.admin;

import io.barnabas.client.Cluster;
import io.barnabas.client.ServerErrorException;
import io.barnabas.client.metadata.PartitionView;
import io.barnabas.client.metadata.TopicView;
import io.barnabas.client.network.BrokerConnection;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.message.DescribeTopicPartitionsRequest;
import io.barnabas.protocol.message.DescribeTopicPartitionsResponse;
import io.barnabas.protocol.message.DescribeTopicPartitionsResponse.DescribeTopicPartitionsResponsePartition;
import io.barnabas.protocol.message.DescribeTopicPartitionsResponse.DescribeTopicPartitionsResponseTopic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lists and describes topics: with DescribeTopicPartitions (KIP-966), which tells of eligible
 * leader replicas and comes in pages, or with Metadata where the broker lacks it.
 */
public final class TopicDescriber {
  private final Cluster cluster;

  public TopicDescriber(Cluster cluster) {
    this.cluster = cluster;
  }

  /** All topics, those that can be described; sorted by name. */
  public List<TopicView> all() {
    return cluster.describeAllTopics().allTopics().stream()
        .sorted(Comparator.comparing(TopicView::name))
        .toList();
  }

  /**
   * Describes topics, sorted by name. One that is not there has an error in place of partitions.
   *
   * @param partitionsPerPage how many partitions a broker is to describe in one answer
   */
  public List<TopicView> describe(Collection<String> names, int partitionsPerPage) {
    List<String> sorted = names.stream().sorted().distinct().toList();
    if (sorted.isEmpty()) {
      return List.of();
    }
    BrokerConnection broker = cluster.anyConnection();
    if (broker.serves(ApiKey.DESCRIBE_TOPIC_PARTITIONS)) {
      return describeInPages(broker, sorted, partitionsPerPage);
    }
    Map<String, TopicView> topics = cluster.describeTopics(sorted, false).topics();
    return sorted.stream().filter(topics::containsKey).map(topics::get).toList();
  }

  private static List<TopicView> describeInPages(
      BrokerConnection broker, List<String> names, int partitionsPerPage) {
    DescribeTopicPartitionsRequest request =
        new DescribeTopicPartitionsRequest()
            .topics(
                names.stream()
                    .map(name -> new DescribeTopicPartitionsRequest.TopicRequest().name(name))
                    .toList())
            .responsePartitionLimit(partitionsPerPage);
    Map<String, TopicView> topics = new LinkedHashMap<>();
    DescribeTopicPartitionsResponse.@Nullable Cursor cursor;
    do {
      DescribeTopicPartitionsResponse page =
          broker.ask(request, DescribeTopicPartitionsResponse.class);
      page.topics().stream()
          .map(TopicDescriber::viewOf)
          .forEach(part -> topics.merge(part.name(), part, TopicDescriber::joined));
      cursor = page.nextCursor();
      request.cursor(requestCursor(cursor));
    } while (cursor != null);
    return List.copyOf(topics.values());
  }

  private static DescribeTopicPartitionsRequest.@Nullable Cursor requestCursor(
      DescribeTopicPartitionsResponse.@Nullable Cursor cursor) {
    return cursor == null
        ? null
        : new DescribeTopicPartitionsRequest.Cursor()
            .topicName(cursor.topicName())
            .partitionIndex(cursor.partitionIndex());
  }

  /** A topic whose partitions came in two pages. */
  private static TopicView joined(TopicView first, TopicView second) {
    List<PartitionView> partitions = new ArrayList<>(first.partitions());
    partitions.addAll(second.partitions());
    return new TopicView(first.name(), first.id(), first.internal(), first.error(), partitions);
  }

  private static TopicView viewOf(DescribeTopicPartitionsResponseTopic topic) {
    return new TopicView(
        Objects.requireNonNullElse(topic.name(), ""),
        topic.topicId(),
        topic.isInternal(),
        ServerErrorException.codeOf(topic.errorCode()),
        topic.partitions().stream().map(TopicDescriber::viewOf).toList());
  }

  private static PartitionView viewOf(DescribeTopicPartitionsResponsePartition partition) {
    return new PartitionView(
        partition.partitionIndex(),
        partition.leaderId(),
        partition.leaderEpoch(),
        partition.replicaNodes(),
        partition.isrNodes(),
        orEmpty(partition.eligibleLeaderReplicas()),
        orEmpty(partition.lastKnownElr()));
  }

  private static List<Integer> orEmpty(@Nullable List<Integer> replicas) {
    return replicas == null ? List.of() : replicas;
  }
}
