package io.barnabas.broker.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.environment.Outbound;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.CreateTopicsRequest;
import io.barnabas.protocol.message.CreateTopicsRequest.CreatableTopic;
import io.barnabas.protocol.message.CreateTopicsRequest.CreatableTopicConfig;
import io.barnabas.protocol.message.CreateTopicsResponse;
import io.barnabas.protocol.message.CreateTopicsResponse.CreatableTopicResult;
import io.barnabas.protocol.message.DeleteTopicsRequest;
import io.barnabas.protocol.message.DeleteTopicsResponse;
import io.barnabas.protocol.message.ProduceRequest;
import io.barnabas.protocol.message.ProduceRequest.PartitionProduceData;
import io.barnabas.protocol.message.ProduceRequest.TopicProduceData;
import io.barnabas.protocol.message.ProduceResponse;
import io.barnabas.protocol.message.ProduceResponse.PartitionProduceResponse;
import io.barnabas.protocol.primitive.Uuid;
import io.barnabas.record.RecordBatchBuilder;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** What tests do with topics, over one connection. */
public record Topics(WireClient client) {
  private static final int CREATE_VERSION = 7;
  private static final int PRODUCE_VERSION = 9;

  public Uuid create(String name, int partitions) {
    return create(name, partitions, Map.of());
  }

  public Uuid create(String name, int partitions, Map<String, String> configs) {
    CreatableTopic wanted =
        new CreatableTopic()
            .name(name)
            .numPartitions(partitions)
            .replicationFactor((short) 1)
            .configs(
                configs.entrySet().stream()
                    .map(e -> new CreatableTopicConfig().name(e.getKey()).value(e.getValue()))
                    .toList());
    CreateTopicsResponse created =
        client.ask(CREATE_VERSION, new CreateTopicsRequest().topics(List.of(wanted)));
    CreatableTopicResult result = created.topics().getFirst();
    assertThat(result.errorMessage()).isNull();
    return result.topicId();
  }

  public void delete(String name) {
    DeleteTopicsResponse deleted =
        client.ask(5, new DeleteTopicsRequest().topicNames(List.of(name)));
    assertThat(deleted.responses().getFirst().errorCode()).isZero();
  }

  /** A batch of one record without key, with a value of this many bytes. */
  public static ByteBuffer batch(int valueBytes) {
    return new RecordBatchBuilder().add(0, null, ByteBuffer.allocate(valueBytes)).build();
  }

  /** A batch of one record of an idempotent producer. */
  public static ByteBuffer batch(long producerId, int sequence) {
    return new RecordBatchBuilder()
        .producer(producerId, (short) 0, sequence)
        .add(0, null, ByteBuffer.allocate(10))
        .build();
  }

  public static ProduceRequest request(
      int acks, String topic, Map<Integer, ByteBuffer> partitions) {
    TopicProduceData data =
        new TopicProduceData()
            .name(topic)
            .partitionData(
                partitions.entrySet().stream()
                    .map(e -> partition(e.getKey(), e.getValue()))
                    .toList());
    return new ProduceRequest().acks((short) acks).topicData(List.of(data));
  }

  public static PartitionProduceData partition(int index, ByteBuffer batch) {
    return new PartitionProduceData().index(index).records(Outbound.of(batch));
  }

  /** Produces to one partition with acks=all and gives what the answer says of it. */
  public PartitionProduceResponse produce(String topic, int partition, ByteBuffer batch) {
    ProduceResponse answer =
        client.ask(PRODUCE_VERSION, request(-1, topic, Map.of(partition, batch)));
    return answer.responses().getFirst().partitionResponses().getFirst();
  }

  public static ErrorCode error(PartitionProduceResponse answer) {
    return ErrorCode.forCode(answer.errorCode());
  }
}
