package io.barnabas.client.admin;

import io.barnabas.client.Cluster;
import io.barnabas.client.ServerErrorException;
import io.barnabas.protocol.message.CreatePartitionsRequest;
import io.barnabas.protocol.message.CreatePartitionsResponse;
import io.barnabas.protocol.message.CreateTopicsRequest;
import io.barnabas.protocol.message.CreateTopicsResponse;
import io.barnabas.protocol.message.DeleteTopicsRequest;
import io.barnabas.protocol.message.DeleteTopicsResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * Creates, grows and deletes topics. Each method returns when the cluster has done it, and throws
 * {@link ServerErrorException} if the cluster refused.
 */
public final class TopicAdmin {
  private final Cluster cluster;

  public TopicAdmin(Cluster cluster) {
    this.cluster = cluster;
  }

  public void create(NewTopic topic) {
    CreateTopicsRequest request =
        new CreateTopicsRequest()
            .topics(List.of(toCreate(topic)))
            .timeoutMs(cluster.config().requestTimeoutMs());
    CreateTopicsResponse response = cluster.askController(request, CreateTopicsResponse.class);
    response
        .topics()
        .forEach(result -> ServerErrorException.check(result.errorCode(), result.errorMessage()));
  }

  private static CreateTopicsRequest.CreatableTopic toCreate(NewTopic topic) {
    return new CreateTopicsRequest.CreatableTopic()
        .name(topic.name())
        .numPartitions(topic.partitions())
        .replicationFactor(topic.replicationFactor())
        .assignments(assignments(topic))
        .configs(
            topic.configs().entrySet().stream()
                .map(
                    config ->
                        new CreateTopicsRequest.CreatableTopicConfig()
                            .name(config.getKey())
                            .value(config.getValue()))
                .toList());
  }

  private static List<CreateTopicsRequest.CreatableReplicaAssignment> assignments(NewTopic topic) {
    List<CreateTopicsRequest.CreatableReplicaAssignment> assignments = new ArrayList<>();
    for (List<Integer> brokers : topic.assignment()) {
      assignments.add(
          new CreateTopicsRequest.CreatableReplicaAssignment()
              .partitionIndex(assignments.size())
              .brokerIds(brokers));
    }
    return assignments;
  }

  /**
   * Grows a topic.
   *
   * @param count the number of partitions it is to have
   * @param assignment for each new partition the brokers of its replicas; empty to leave it to the
   *     cluster
   */
  public void createPartitions(String topic, int count, List<List<Integer>> assignment) {
    CreatePartitionsRequest.CreatePartitionsTopic grown =
        new CreatePartitionsRequest.CreatePartitionsTopic()
            .name(topic)
            .count(count)
            .assignments(assignment.isEmpty() ? null : newAssignments(assignment));
    CreatePartitionsResponse response =
        cluster.askController(
            new CreatePartitionsRequest()
                .topics(List.of(grown))
                .timeoutMs(cluster.config().requestTimeoutMs()),
            CreatePartitionsResponse.class);
    response
        .results()
        .forEach(result -> ServerErrorException.check(result.errorCode(), result.errorMessage()));
  }

  private static List<CreatePartitionsRequest.CreatePartitionsAssignment> newAssignments(
      List<List<Integer>> assignment) {
    return assignment.stream()
        .map(brokers -> new CreatePartitionsRequest.CreatePartitionsAssignment().brokerIds(brokers))
        .toList();
  }

  /** Deletes topics by name. */
  public void delete(List<String> topics) {
    DeleteTopicsRequest request =
        new DeleteTopicsRequest()
            .topicNames(topics)
            .topics(
                topics.stream()
                    .map(name -> new DeleteTopicsRequest.DeleteTopicState().name(name))
                    .toList())
            .timeoutMs(cluster.config().requestTimeoutMs());
    DeleteTopicsResponse response = cluster.askController(request, DeleteTopicsResponse.class);
    response
        .responses()
        .forEach(result -> ServerErrorException.check(result.errorCode(), result.errorMessage()));
  }
}
