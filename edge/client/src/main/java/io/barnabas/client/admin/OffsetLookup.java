package io.barnabas.client.admin;

import io.barnabas.client.ClientException;
import io.barnabas.client.Cluster;
import io.barnabas.client.TopicPartition;
import io.barnabas.client.metadata.LeaderRouting;
import io.barnabas.client.metadata.Outcome;
import io.barnabas.client.metadata.PartitionLeaders;
import io.barnabas.protocol.message.ListOffsetsRequest;
import io.barnabas.protocol.message.ListOffsetsResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Finds offsets: the first, the last, that of a time. Follows leaders that move. */
public final class OffsetLookup {
  private static final int CONSUMER_REPLICA_ID = -1;

  private final Cluster cluster;
  private final LeaderRouting routing;

  public OffsetLookup(Cluster cluster, PartitionLeaders leaders) {
    this.cluster = cluster;
    this.routing = new LeaderRouting(cluster, leaders);
  }

  /**
   * The offsets asked for. Throws {@link ClientException} if one of them can't be told.
   *
   * @param readCommitted whether the latest offset is that of the last stable record
   */
  public Map<TopicPartition, ListedOffset> find(
      Map<TopicPartition, OffsetSpec> specs, boolean readCommitted) {
    Map<TopicPartition, ListedOffset> found = new HashMap<>();
    findEach(specs, readCommitted)
        .forEach((partition, outcome) -> found.put(partition, outcome.orThrow()));
    return found;
  }

  /**
   * The offset asked for of each partition, or why it can't be told.
   *
   * @param readCommitted whether the latest offset is that of the last stable record
   */
  public SortedMap<TopicPartition, Outcome<ListedOffset>> findEach(
      Map<TopicPartition, OffsetSpec> specs, boolean readCommitted) {
    return routing.ask(
        specs.keySet(),
        (leader, topics) -> {
          ListOffsetsRequest request =
              new ListOffsetsRequest()
                  .replicaId(CONSUMER_REPLICA_ID)
                  .isolationLevel((byte) (readCommitted ? 1 : 0))
                  .timeoutMs(cluster.config().requestTimeoutMs())
                  .topics(questions(topics, specs));
          return outcomes(cluster.ask(leader, request, ListOffsetsResponse.class));
        });
  }

  private static List<ListOffsetsRequest.ListOffsetsTopic> questions(
      Map<String, List<TopicPartition>> topics, Map<TopicPartition, OffsetSpec> specs) {
    return topics.entrySet().stream()
        .map(
            topic ->
                new ListOffsetsRequest.ListOffsetsTopic()
                    .name(topic.getKey())
                    .partitions(
                        topic.getValue().stream().map(one -> question(one, specs)).toList()))
        .toList();
  }

  private static ListOffsetsRequest.ListOffsetsPartition question(
      TopicPartition partition, Map<TopicPartition, OffsetSpec> specs) {
    OffsetSpec spec = specs.getOrDefault(partition, OffsetSpec.LATEST);
    return new ListOffsetsRequest.ListOffsetsPartition()
        .partitionIndex(partition.partition())
        .timestamp(spec.timestamp());
  }

  private static Map<TopicPartition, Outcome<ListedOffset>> outcomes(ListOffsetsResponse response) {
    Map<TopicPartition, Outcome<ListedOffset>> outcomes = new HashMap<>();
    for (ListOffsetsResponse.ListOffsetsTopicResponse topic : response.topics()) {
      for (ListOffsetsResponse.ListOffsetsPartitionResponse answer : topic.partitions()) {
        outcomes.put(
            new TopicPartition(topic.name(), answer.partitionIndex()),
            Outcome.of(
                answer.errorCode(),
                () -> new ListedOffset(answer.offset(), answer.timestamp(), answer.leaderEpoch())));
      }
    }
    return outcomes;
  }
}
