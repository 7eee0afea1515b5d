package io.barnabas.broker.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.environment.Outbound;
import io.barnabas.environment.simulated.SimulatedClient;
import io.barnabas.environment.simulated.SimulatedNetwork.ClientHandler;
import io.barnabas.environment.simulated.SimulatedWorld;
import io.barnabas.metadata.image.ConfigResource;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.RequestFrame;
import io.barnabas.protocol.ResponseFrame;
import io.barnabas.protocol.message.CreateTopicsRequest;
import io.barnabas.protocol.message.CreateTopicsRequest.CreatableTopic;
import io.barnabas.protocol.message.CreateTopicsResponse;
import io.barnabas.protocol.message.IncrementalAlterConfigsRequest;
import io.barnabas.protocol.message.IncrementalAlterConfigsRequest.AlterConfigsResource;
import io.barnabas.protocol.message.IncrementalAlterConfigsRequest.AlterableConfig;
import io.barnabas.protocol.message.IncrementalAlterConfigsResponse;
import io.barnabas.protocol.message.ProduceRequest;
import io.barnabas.protocol.message.ProduceRequest.PartitionProduceData;
import io.barnabas.protocol.message.ProduceRequest.TopicProduceData;
import io.barnabas.protocol.message.ProduceResponse;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** A client's connection, on which whole frames go back and forth as over a socket. */
final class TestClient implements ClientHandler {
  private static final long PATIENCE_NS = 60_000_000_000L;

  private final SimulatedWorld world;
  private final SimulatedClient client;
  private final Queue<ByteBuffer> answers = new ArrayDeque<>();
  private boolean closed;

  TestClient(SimulatedWorld world, int port) {
    this.world = world;
    this.client = world.network().connect(port, this);
  }

  @Override
  public void onFrame(ByteBuffer frame) {
    answers.add(frame);
  }

  @Override
  public void onClosed() {
    closed = true;
  }

  /** Sends a request in a version and gives the answer. */
  @SuppressWarnings("unchecked") // the test names the class of the answer
  <R extends Message> R ask(int version, Message request) {
    ApiKey apiKey = ApiKey.forId(request.apiKey());
    client.send(bytes(RequestFrame.encode(apiKey, (short) version, 5, "test", request)));
    assertThat(world.runUntil(() -> closed || !answers.isEmpty(), PATIENCE_NS)).isTrue();
    assertThat(closed).as("closed").isFalse();
    return (R) ResponseFrame.read(apiKey, (short) version, answers.remove());
  }

  private static ByteBuffer bytes(Outbound frame) {
    ByteBuffer whole = ByteBuffer.allocate((int) frame.sizeBytes());
    for (Outbound.Piece piece : frame.pieces()) {
      whole.put(((Outbound.Bytes) piece).buffer().duplicate());
    }
    return whole.flip();
  }

  void createTopic(String name, int partitions) {
    CreateTopicsResponse created =
        ask(
            7,
            new CreateTopicsRequest()
                .topics(
                    List.of(
                        new CreatableTopic()
                            .name(name)
                            .numPartitions(partitions)
                            .replicationFactor((short) 1))));
    assertThat(created.topics().getFirst().errorCode()).isZero();
  }

  void produce(String topic, int partition, ByteBuffer batch) {
    ProduceResponse response =
        ask(
            9,
            new ProduceRequest()
                .acks((short) -1)
                .topicData(
                    List.of(
                        new TopicProduceData()
                            .name(topic)
                            .partitionData(
                                List.of(
                                    new PartitionProduceData()
                                        .index(partition)
                                        .records(Outbound.of(batch)))))));
    assertThat(response.responses().getFirst().partitionResponses().getFirst().errorCode())
        .isZero();
  }

  /** Sets one config at run time. */
  void setConfig(ConfigResource.Type type, String resource, String name, String value) {
    IncrementalAlterConfigsResponse altered =
        ask(
            1,
            new IncrementalAlterConfigsRequest()
                .resources(
                    List.of(
                        new AlterConfigsResource()
                            .resourceType(type.id())
                            .resourceName(resource)
                            .configs(List.of(new AlterableConfig().name(name).value(value))))));
    assertThat(altered.responses().getFirst().errorMessage()).isNull();
  }
}
