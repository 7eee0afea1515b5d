package io.barnabas.client.admin;

import io.barnabas.client.Cluster;
import io.barnabas.client.TopicPartition;
import io.barnabas.client.metadata.LeaderRouting;
import io.barnabas.client.metadata.Outcome;
import io.barnabas.client.metadata.PartitionLeaders;
import io.barnabas.protocol.message.DeleteRecordsRequest;
import io.barnabas.protocol.message.DeleteRecordsResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Deletes the oldest records of partitions. Follows leaders that move. */
public final class RecordDeletion {
  private final Cluster cluster;
  private final LeaderRouting routing;

  public RecordDeletion(Cluster cluster, PartitionLeaders leaders) {
    this.cluster = cluster;
    this.routing = new LeaderRouting(cluster, leaders);
  }

  /**
   * Deletes the records below an offset of each partition; -1 deletes all that are there.
   *
   * @return the first offset left in each partition, or why nothing was deleted
   */
  public SortedMap<TopicPartition, Outcome<Long>> deleteBefore(Map<TopicPartition, Long> offsets) {
    return routing.ask(
        offsets.keySet(),
        (leader, topics) -> {
          DeleteRecordsRequest request =
              new DeleteRecordsRequest()
                  .timeoutMs(cluster.config().requestTimeoutMs())
                  .topics(deletions(topics, offsets));
          return outcomes(cluster.ask(leader, request, DeleteRecordsResponse.class));
        });
  }

  private static List<DeleteRecordsRequest.DeleteRecordsTopic> deletions(
      Map<String, List<TopicPartition>> topics, Map<TopicPartition, Long> offsets) {
    return topics.entrySet().stream()
        .map(
            topic ->
                new DeleteRecordsRequest.DeleteRecordsTopic()
                    .name(topic.getKey())
                    .partitions(
                        topic.getValue().stream().map(one -> deletion(one, offsets)).toList()))
        .toList();
  }

  private static DeleteRecordsRequest.DeleteRecordsPartition deletion(
      TopicPartition partition, Map<TopicPartition, Long> offsets) {
    return new DeleteRecordsRequest.DeleteRecordsPartition()
        .partitionIndex(partition.partition())
        .offset(offsets.getOrDefault(partition, 0L));
  }

  private static Map<TopicPartition, Outcome<Long>> outcomes(DeleteRecordsResponse response) {
    Map<TopicPartition, Outcome<Long>> outcomes = new HashMap<>();
    for (DeleteRecordsResponse.DeleteRecordsTopicResult topic : response.topics()) {
      for (DeleteRecordsResponse.DeleteRecordsPartitionResult answer : topic.partitions()) {
        outcomes.put(
            new TopicPartition(topic.name(), answer.partitionIndex()),
            Outcome.of(answer.errorCode(), answer::lowWatermark));
      }
    }
    return outcomes;
  }
}
