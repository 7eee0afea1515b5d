package io.barnabas.broker.handler;

import io.barnabas.broker.cluster.InternalTopics;
import io.barnabas.broker.handler.ClusterView.Node;
import io.barnabas.broker.handler.ClusterView.PartitionView;
import io.barnabas.metadata.controller.TopicNames;
import io.barnabas.metadata.image.PartitionImage;
import io.barnabas.metadata.image.TopicImage;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.MetadataRequest;
import io.barnabas.protocol.message.MetadataRequest.MetadataRequestTopic;
import io.barnabas.protocol.message.MetadataResponse;
import io.barnabas.protocol.message.MetadataResponse.MetadataResponseBroker;
import io.barnabas.protocol.message.MetadataResponse.MetadataResponsePartition;
import io.barnabas.protocol.message.MetadataResponse.MetadataResponseTopic;
import io.barnabas.protocol.primitive.Uuid;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a metadata request is answered in its version.
 *
 * @param errors what to say of topics that are not there, where it is not the usual
 */
record MetadataAnswer(ClusterView view, short version, Map<String, ErrorCode> errors) {
  private static final short FIRST_VERSION_WITH_LISTENER_NOT_FOUND = 6;
  private static final short FIRST_VERSION_WITH_TOPIC_IDS = 12;

  MetadataResponse to(MetadataRequest request) {
    MetadataResponse answer =
        new MetadataResponse()
            .brokers(view.nodes().stream().map(MetadataAnswer::broker).toList())
            .clusterId(view.image().clusterId())
            .controllerId(view.controllerId())
            .topics(topics(request));
    if (request.includeClusterAuthorizedOperations()) {
      answer.clusterAuthorizedOperations(AuthorizedOperations.ON_CLUSTER);
    }
    if (request.includeTopicAuthorizedOperations()) {
      answer.topics().forEach(MetadataAnswer::addAuthorizedOperations);
    }
    return answer;
  }

  private static void addAuthorizedOperations(MetadataResponseTopic topic) {
    if (topic.errorCode() == ErrorCode.NONE.code()) {
      topic.topicAuthorizedOperations(AuthorizedOperations.ON_TOPIC);
    }
  }

  private static MetadataResponseBroker broker(Node node) {
    return new MetadataResponseBroker()
        .nodeId(node.broker().id())
        .host(node.endpoint().host())
        .port(node.endpoint().port())
        .rack(node.broker().rack());
  }

  private List<MetadataResponseTopic> topics(MetadataRequest request) {
    List<MetadataRequestTopic> asked = request.topics();
    // Version 0 has no null, and means all by an empty list.
    if (asked == null || (version == 0 && asked.isEmpty())) {
      return view.image().topics().all().stream().map(this::known).toList();
    }
    return asked.stream().distinct().map(this::topic).toList();
  }

  private MetadataResponseTopic topic(MetadataRequestTopic asked) {
    String name = asked.name();
    boolean byId = !asked.topicId().equals(Uuid.ZERO);
    // Versions 10 and 11 have a field for the id, but don't look topics up by it (KIP-516).
    if (byId && version < FIRST_VERSION_WITH_TOPIC_IDS) {
      return refused(name == null ? "" : name, asked.topicId(), ErrorCode.INVALID_REQUEST);
    }
    if (!byId && name == null) {
      return refused("", asked.topicId(), ErrorCode.INVALID_REQUEST);
    }
    if (byId || name == null) {
      TopicImage topic = view.image().topics().find(asked.topicId());
      return topic != null
          ? known(topic)
          : refused(null, asked.topicId(), ErrorCode.UNKNOWN_TOPIC_ID);
    }
    TopicImage topic = view.image().topics().find(name);
    return topic != null ? known(topic) : refused(name, Uuid.ZERO, unknown(name));
  }

  private ErrorCode unknown(String name) {
    return TopicNames.isLegal(name)
        ? errors.getOrDefault(name, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION)
        : ErrorCode.INVALID_TOPIC_EXCEPTION;
  }

  private static MetadataResponseTopic refused(@Nullable String name, Uuid id, ErrorCode error) {
    return new MetadataResponseTopic()
        .name(name)
        .topicId(id)
        .errorCode(error.code())
        .isInternal(name != null && InternalTopics.contains(name));
  }

  private MetadataResponseTopic known(TopicImage topic) {
    return new MetadataResponseTopic()
        .name(topic.name())
        .topicId(topic.id())
        .isInternal(InternalTopics.contains(topic.name()))
        .partitions(
            IntStream.range(0, topic.partitions().size())
                .mapToObj(index -> partition(topic, index))
                .toList());
  }

  private MetadataResponsePartition partition(TopicImage topic, int index) {
    PartitionImage partition = topic.partitions().get(index);
    PartitionView seen = view.partition(topic, index);
    return new MetadataResponsePartition()
        .errorCode(error(partition, seen.error()).code())
        .partitionIndex(index)
        .leaderId(seen.leader())
        .leaderEpoch(partition.leaderEpoch())
        .replicaNodes(shown(partition.replicas()))
        .isrNodes(shown(partition.isr()))
        .offlineReplicas(seen.offlineReplicas());
  }

  private ErrorCode error(PartitionImage partition, ErrorCode leader) {
    if (leader == ErrorCode.LISTENER_NOT_FOUND && version < FIRST_VERSION_WITH_LISTENER_NOT_FOUND) {
      return ErrorCode.LEADER_NOT_AVAILABLE;
    }
    boolean isIncomplete = shown(partition.replicas()).size() < partition.replicas().size();
    return leader == ErrorCode.NONE && isIncomplete ? ErrorCode.REPLICA_NOT_AVAILABLE : leader;
  }

  /** Clients of version 0 expect to know every replica's broker, so others are left out. */
  private List<Integer> shown(List<Integer> replicas) {
    return version == 0 ? replicas.stream().filter(view::isReachable).toList() : replicas;
  }
}
