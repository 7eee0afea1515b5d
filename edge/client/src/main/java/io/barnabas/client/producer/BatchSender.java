package io.barnabas.client.producer;

import io.barnabas.client.ClientException;
import io.barnabas.client.Cluster;
import io.barnabas.client.ServerErrorException;
import io.barnabas.client.metadata.PartitionLeaders;
import io.barnabas.client.network.Answer;
import io.barnabas.client.network.BrokerConnection;
import io.barnabas.client.network.ConnectionException;
import io.barnabas.environment.Outbound;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.ProduceRequest;
import io.barnabas.protocol.message.ProduceResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One attempt to send batches, each to the leader of its partition. */
final class BatchSender {
  /** From version 13 on topics go by id. */
  private static final short VERSION_CEILING = 12;

  private final Cluster cluster;
  private final PartitionLeaders leaders;
  private final ProducerConfig config;

  BatchSender(Cluster cluster, PartitionLeaders leaders, ProducerConfig config) {
    this.cluster = cluster;
    this.leaders = leaders;
    this.config = config;
  }

  /** Sends at most one batch of each partition; gives those that failed, and why. */
  Map<ClosedBatch, ClientException> send(List<ClosedBatch> batches) {
    Map<ClosedBatch, ClientException> failures = new HashMap<>();
    Map<Integer, List<ClosedBatch>> byLeader = new HashMap<>();
    for (ClosedBatch batch : batches) {
      try {
        int leader = leaders.leaderOf(batch.partition());
        byLeader.computeIfAbsent(leader, _ -> new ArrayList<>()).add(batch);
      } catch (ClientException e) {
        failures.put(batch, e);
      }
    }
    byLeader.forEach((leader, led) -> sendTo(leader, led, failures));
    failures.keySet().forEach(batch -> leaders.forget(batch.partition().topic()));
    return failures;
  }

  private void sendTo(
      int leader, List<ClosedBatch> batches, Map<ClosedBatch, ClientException> failures) {
    try {
      BrokerConnection connection = cluster.connection(leader);
      if (config.acks() == 0) {
        connection.sendUnanswered(request(batches), VERSION_CEILING);
      } else {
        Answer<ProduceResponse> answer =
            connection.send(request(batches), ProduceResponse.class, VERSION_CEILING);
        collectFailures(answer.await(), batches, failures);
      }
    } catch (ConnectionException e) {
      batches.forEach(batch -> failures.put(batch, e));
    }
  }

  private ProduceRequest request(List<ClosedBatch> batches) {
    Map<String, ProduceRequest.TopicProduceData> topics = new HashMap<>();
    for (ClosedBatch batch : batches) {
      topics
          .computeIfAbsent(
              batch.partition().topic(),
              name ->
                  new ProduceRequest.TopicProduceData().name(name).partitionData(new ArrayList<>()))
          .partitionData()
          .add(
              new ProduceRequest.PartitionProduceData()
                  .index(batch.partition().partition())
                  .records(Outbound.of(batch.bytes().duplicate())));
    }
    return new ProduceRequest()
        .acks(config.acks())
        .timeoutMs(cluster.config().requestTimeoutMs())
        .topicData(List.copyOf(topics.values()));
  }

  private static void collectFailures(
      ProduceResponse response,
      List<ClosedBatch> batches,
      Map<ClosedBatch, ClientException> failures) {
    for (ProduceResponse.TopicProduceResponse topic : response.responses()) {
      for (ProduceResponse.PartitionProduceResponse partition : topic.partitionResponses()) {
        if (!isWritten(partition.errorCode())) {
          ClientException failure =
              ServerErrorException.of(partition.errorCode(), partition.errorMessage());
          batches.stream()
              .filter(batch -> batch.partition().topic().equals(topic.name()))
              .filter(batch -> batch.partition().partition() == partition.index())
              .forEach(batch -> failures.put(batch, failure));
        }
      }
    }
  }

  /** A duplicate is an attempt whose answer was lost: the batch is in the log. */
  private static boolean isWritten(short errorCode) {
    return errorCode == ErrorCode.NONE.code()
        || errorCode == ErrorCode.DUPLICATE_SEQUENCE_NUMBER.code();
  }
}
