package io.barnabas.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.benchmarks.wire.AdminConnection.Producer;
import io.barnabas.protocol.primitive.Uuid;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.CreateTopicsResponseData;
import org.apache.kafka.common.message.CreateTopicsResponseData.CreatableTopicResult;
import org.apache.kafka.common.message.InitProducerIdResponseData;
import org.apache.kafka.common.message.ListOffsetsResponseData;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsPartitionResponse;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsTopicResponse;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseBroker;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponsePartition;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.CreateTopicsRequest;
import org.apache.kafka.common.requests.ListOffsetsRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The answers lie ready in the socket before the question is asked; one thread plays both sides.
 */
@Timeout(30)
class AdminConnectionTest {
  private ServerSocketChannel listening;
  private AdminConnection admin;
  private SocketChannel broker;

  @BeforeEach
  void connect() throws IOException {
    listening =
        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    admin = AdminConnection.open((InetSocketAddress) listening.getLocalAddress());
    broker = listening.accept();
  }

  @AfterEach
  void close() throws IOException {
    admin.close();
    broker.close();
    listening.close();
  }

  @Test
  void createsATopicAndTellsItsId() throws IOException {
    willAnswer(ApiKeys.CREATE_TOPICS, 7, created(0));

    assertThat(admin.createTopic("salt", 4)).isEqualTo(new Uuid(3, 4));

    var asked = ((CreateTopicsRequest) asked()).data().topics().iterator().next();
    assertThat(asked.name()).isEqualTo("salt");
    assertThat(asked.numPartitions()).isEqualTo(4);
    assertThat(asked.replicationFactor()).isEqualTo((short) 1);
  }

  @Test
  void tellsTheErrorOfATopicThatCouldNotBeCreated() throws IOException {
    willAnswer(ApiKeys.CREATE_TOPICS, 7, created(36));

    assertThatThrownBy(() -> admin.createTopic("salt", 4)).hasMessageContaining("error code 36");
  }

  @Test
  void countsOnlyPartitionsThatHaveALeader() throws IOException {
    MetadataResponseData data = new MetadataResponseData().setClusterId("cluster");
    data.brokers().add(new MetadataResponseBroker().setNodeId(1).setHost("h").setRack(null));
    data.brokers().add(new MetadataResponseBroker().setNodeId(2).setHost("hh").setRack("r"));
    data.topics().add(topic("a", 1, 2, -1));
    data.topics().add(topic("b", 1));
    willAnswer(ApiKeys.METADATA, 12, data);

    assertThat(admin.partitionsWithLeader()).isEqualTo(3);
  }

  @Test
  void addsUpTheEndOffsetsOnceEveryLeaderIsReady() throws IOException {
    willAnswer(ApiKeys.LIST_OFFSETS, 7, offsets(6, 0));
    willAnswer(ApiKeys.LIST_OFFSETS, 7, offsets(0, 3));
    willAnswer(ApiKeys.LIST_OFFSETS, 7, offsets(0, 0));
    willAnswer(ApiKeys.LIST_OFFSETS, 7, offsets(0, 0));

    admin.awaitReady("salt", 2);

    assertThat(admin.recordCount("salt", 2)).isEqualTo(200);
    assertThat(((ListOffsetsRequest) asked()).data().topics().getFirst().partitions()).hasSize(2);
  }

  @Test
  void asksAgainForAProducerIdWhileTheBrokerHasNone() throws IOException {
    willAnswer(
        ApiKeys.INIT_PRODUCER_ID, 4, new InitProducerIdResponseData().setErrorCode((short) 14));
    willAnswer(
        ApiKeys.INIT_PRODUCER_ID,
        4,
        new InitProducerIdResponseData().setProducerId(7000).setProducerEpoch((short) 2));

    assertThat(admin.initProducer()).isEqualTo(new Producer(7000, 2));
  }

  @Test
  void isContentWithAnyApiVersions() throws IOException {
    willAnswer(ApiKeys.API_VERSIONS, 3, new ApiVersionsResponseData());

    admin.apiVersions();

    assertThat(asked().apiKey()).isEqualTo(ApiKeys.API_VERSIONS);
  }

  @Test
  void tellsWhenTheBrokerHangsUp() throws IOException {
    broker.shutdownOutput();

    assertThatThrownBy(() -> admin.apiVersions()).hasMessageContaining("closed the connection");
  }

  private void willAnswer(ApiKeys api, int version, ApiMessage body) throws IOException {
    ByteBuffer answer = Official.answer(api, version, 0, body);
    broker.write(ByteBuffer.allocate(Integer.BYTES).putInt(answer.remaining()).flip());
    broker.write(answer);
  }

  private AbstractRequest asked() throws IOException {
    ByteBuffer size = ByteBuffer.allocate(Integer.BYTES);
    broker.read(size);
    ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + size.getInt(0)).put(size.flip());
    while (frame.hasRemaining()) {
      broker.read(frame);
    }
    return Official.request(frame.flip());
  }

  private static CreateTopicsResponseData created(int errorCode) {
    CreateTopicsResponseData data = new CreateTopicsResponseData();
    data.topics()
        .add(
            new CreatableTopicResult()
                .setName("salt")
                .setTopicId(new org.apache.kafka.common.Uuid(3, 4))
                .setErrorCode((short) errorCode));
    return data;
  }

  private static MetadataResponseTopic topic(String name, int... leaders) {
    List<MetadataResponsePartition> partitions = new ArrayList<>();
    for (int leader : leaders) {
      partitions.add(
          new MetadataResponsePartition()
              .setLeaderId(leader)
              .setErrorCode((short) (leader < 0 ? 5 : 0))
              .setReplicaNodes(List.of(1, 2))
              .setIsrNodes(List.of(1)));
    }
    return new MetadataResponseTopic()
        .setName(name)
        .setTopicId(new org.apache.kafka.common.Uuid(1, name.hashCode()))
        .setPartitions(partitions);
  }

  private static ListOffsetsResponseData offsets(int... errorCodes) {
    List<ListOffsetsPartitionResponse> partitions = new ArrayList<>();
    for (int errorCode : errorCodes) {
      partitions.add(
          new ListOffsetsPartitionResponse().setErrorCode((short) errorCode).setOffset(100));
    }
    ListOffsetsTopicResponse topic =
        new ListOffsetsTopicResponse().setName("salt").setPartitions(partitions);
    return new ListOffsetsResponseData().setTopics(List.of(topic));
  }
}
