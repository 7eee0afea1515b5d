package io.barnabas.client.consumer;

import io.barnabas.client.ClientException;
import io.barnabas.client.Cluster;
import io.barnabas.client.ServerErrorException;
import io.barnabas.client.TopicPartition;
import io.barnabas.client.network.Answer;
import io.barnabas.protocol.message.FetchRequest;
import io.barnabas.protocol.message.FetchResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One round of fetches: all leaders are asked before the first answer is waited for. */
final class Fetcher {
  /** From version 13 on topics go by id. */
  private static final short VERSION_CEILING = 12;

  private static final int CONSUMER_REPLICA_ID = -1;

  private final Cluster cluster;
  private final ConsumerConfig config;

  Fetcher(Cluster cluster, ConsumerConfig config) {
    this.cluster = cluster;
    this.config = config;
  }

  /** Fetches from the offsets, given by leader; what goes wrong is added to the failures. */
  List<FetchedPartition> fetch(
      Map<Integer, Map<TopicPartition, Long>> offsetsByLeader, List<ClientException> failures) {
    Map<Integer, Answer<FetchResponse>> answers = new HashMap<>();
    offsetsByLeader.forEach(
        (leader, offsets) -> {
          try {
            answers.put(
                leader,
                cluster
                    .connection(leader)
                    .send(request(offsets), FetchResponse.class, VERSION_CEILING));
          } catch (ClientException e) {
            failures.add(e);
          }
        });
    List<FetchedPartition> parts = new ArrayList<>();
    answers.forEach(
        (leader, answer) -> {
          try {
            collect(answer.await(), offsetsByLeader.getOrDefault(leader, Map.of()), parts);
          } catch (ClientException e) {
            failures.add(e);
          }
        });
    return parts;
  }

  private FetchRequest request(Map<TopicPartition, Long> offsets) {
    Map<String, FetchRequest.FetchTopic> topics = new HashMap<>();
    offsets.forEach(
        (partition, offset) ->
            topics
                .computeIfAbsent(
                    partition.topic(),
                    name -> new FetchRequest.FetchTopic().topic(name).partitions(new ArrayList<>()))
                .partitions()
                .add(
                    new FetchRequest.FetchPartition()
                        .partition(partition.partition())
                        .fetchOffset(offset)
                        .partitionMaxBytes(config.maxPartitionBytes())));
    return new FetchRequest()
        .replicaId(CONSUMER_REPLICA_ID)
        .maxWaitMs(config.maxWaitMs())
        .minBytes(config.minBytes())
        .maxBytes(config.maxBytes())
        .isolationLevel((byte) (config.readCommitted() ? 1 : 0))
        .topics(List.copyOf(topics.values()));
  }

  private static void collect(
      FetchResponse response, Map<TopicPartition, Long> offsets, List<FetchedPartition> parts) {
    ServerErrorException.check(response.errorCode(), null);
    for (FetchResponse.FetchableTopicResponse topic : response.responses()) {
      for (FetchResponse.PartitionData data : topic.partitions()) {
        TopicPartition partition = new TopicPartition(topic.topic(), data.partitionIndex());
        Long offset = offsets.get(partition);
        if (offset != null) {
          parts.add(new FetchedPartition(partition, offset, data));
        }
      }
    }
  }
}
