package io.barnabas.client.metadata;

import io.barnabas.client.ServerErrorException;
import io.barnabas.client.network.BrokerAddress;
import io.barnabas.protocol.message.MetadataRequest;
import io.barnabas.protocol.message.MetadataResponse;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Metadata requests, and what their answers mean. */
public final class MetadataReading {
  private MetadataReading() {}

  /** A request for all topics. */
  public static MetadataRequest ofAllTopics() {
    return new MetadataRequest().topics(null);
  }

  /** A request for some topics, perhaps none. */
  public static MetadataRequest of(Collection<String> topics, boolean autoCreate) {
    return new MetadataRequest()
        .topics(
            topics.stream()
                .map(name -> new MetadataRequest.MetadataRequestTopic().name(name))
                .toList())
        .allowAutoTopicCreation(autoCreate);
  }

  /**
   * The cluster that an answer describes.
   *
   * @throws ServerErrorException if the answer is an error as a whole
   */
  public static ClusterView clusterOf(MetadataResponse response) {
    ServerErrorException.check(response.errorCode(), null);
    return new ClusterView(
        response.clusterId(), response.controllerId(), nodesOf(response), topicsOf(response));
  }

  private static SequencedMap<Integer, Node> nodesOf(MetadataResponse response) {
    SequencedMap<Integer, Node> nodes = new LinkedHashMap<>();
    response.brokers().stream()
        .sorted(Comparator.comparingInt(broker -> broker.nodeId()))
        .map(
            broker ->
                new Node(
                    broker.nodeId(),
                    new BrokerAddress(broker.host(), broker.port()),
                    broker.rack()))
        .forEach(node -> nodes.put(node.id(), node));
    return nodes;
  }

  private static Map<String, TopicView> topicsOf(MetadataResponse response) {
    Map<String, TopicView> topics = new LinkedHashMap<>();
    for (MetadataResponse.MetadataResponseTopic topic : response.topics()) {
      @Nullable String name = topic.name();
      if (name != null) {
        topics.put(name, topicOf(name, topic));
      }
    }
    return topics;
  }

  private static TopicView topicOf(String name, MetadataResponse.MetadataResponseTopic topic) {
    List<PartitionView> partitions =
        topic.partitions().stream()
            .sorted(Comparator.comparingInt(partition -> partition.partitionIndex()))
            .map(MetadataReading::partitionOf)
            .toList();
    return new TopicView(
        name,
        topic.topicId(),
        topic.isInternal(),
        ServerErrorException.codeOf(topic.errorCode()),
        partitions);
  }

  private static PartitionView partitionOf(MetadataResponse.MetadataResponsePartition partition) {
    return new PartitionView(
        partition.partitionIndex(),
        partition.leaderId(),
        partition.leaderEpoch(),
        partition.replicaNodes(),
        partition.isrNodes(),
        null,
        null);
  }
}
