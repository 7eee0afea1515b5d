package io.barnabas.client.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.client.ClientConfig;
import io.barnabas.client.ClientException;
import io.barnabas.client.FakeBroker;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.message.ListGroupsRequest;
import io.barnabas.protocol.message.ListGroupsResponse;
import io.barnabas.protocol.message.MetadataRequest;
import io.barnabas.protocol.message.MetadataResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BrokerConnectionTest {
  private static BrokerConnection open(String address) {
    ClientConfig config = ClientConfig.of(address, "test");
    return BrokerConnection.open(config.bootstrapServers().getFirst(), config);
  }

  @Test
  void a_request_goes_out_in_the_highest_version_that_both_have() throws IOException {
    try (FakeBroker broker =
            new FakeBroker()
                .on(ApiKey.METADATA, _ -> new MetadataResponse().clusterId("c"))
                .withHighest(ApiKey.METADATA, 5);
        BrokerConnection connection = open(broker.address())) {
      MetadataResponse answer = connection.ask(new MetadataRequest(), MetadataResponse.class);
      assertThat(answer.clusterId()).isEqualTo("c");
      assertThat(broker.versionsReceived().getLast()).isEqualTo((short) 5);
    }
  }

  @Test
  void an_older_broker_is_asked_again_for_its_versions_in_one_it_has() throws IOException {
    try (FakeBroker broker =
            new FakeBroker()
                .on(ApiKey.METADATA, _ -> new MetadataResponse())
                .withHighest(ApiKey.API_VERSIONS, 1);
        BrokerConnection connection = open(broker.address())) {
      assertThat(broker.versionsReceived())
          .containsExactly(ApiKey.API_VERSIONS.highestVersion(), (short) 1);
      assertThat(connection.serves(ApiKey.METADATA)).isTrue();
    }
  }

  @Test
  void a_request_that_the_broker_lacks_is_refused_by_name() throws IOException {
    try (FakeBroker broker = new FakeBroker();
        BrokerConnection connection = open(broker.address())) {
      assertThatThrownBy(() -> connection.ask(new ListGroupsRequest(), ListGroupsResponse.class))
          .isInstanceOf(ClientException.class)
          .hasMessage("the broker at " + broker.address() + " does not serve ListGroups");
    }
  }

  @Test
  void where_nothing_listens_the_message_says_how_to_start_a_broker() throws IOException {
    String address;
    try (FakeBroker gone = new FakeBroker()) {
      address = gone.address();
    }
    assertThatThrownBy(() -> open(address))
        .isInstanceOf(ConnectionException.class)
        .hasMessage(
            "nothing listens at "
                + address
                + "; is the broker running? Start it with bin/kafka-server-start.sh");
  }

  @Test
  void a_host_that_is_not_there_is_named() {
    assertThatThrownBy(() -> open("no-such-host.invalid:9092"))
        .hasMessage("the host name 'no-such-host.invalid' can't be found; is it spelled right?");
  }

  @Test
  void a_connection_closed_by_the_broker_is_closed_here_too() throws IOException {
    try (FakeBroker broker = new FakeBroker().onOrClose(ApiKey.METADATA, _ -> Optional.empty());
        BrokerConnection connection = open(broker.address())) {
      assertThatThrownBy(() -> connection.ask(new MetadataRequest(), MetadataResponse.class))
          .isInstanceOf(ConnectionException.class)
          .hasMessage(
              "the broker at "
                  + broker.address()
                  + " closed the connection during a Metadata request");
      assertThat(connection.isOpen()).isFalse();
    }
  }

  @Test
  void a_peer_that_speaks_http_is_recognised_as_no_broker() throws IOException {
    assertThatOpeningFails("HTTP/1.1 400 Bad Request\r\n\r\n", "this is not a Kafka listener");
  }

  @Test
  void an_answer_to_another_request_is_an_error() throws IOException {
    assertThatOpeningFails("\0\0\0\6\0\0\0\7\0\0", "answer 7 came in place of 0");
  }

  @Test
  void an_answer_that_is_no_message_is_an_error() throws IOException {
    assertThatOpeningFails("\0\0\0\7\0\0\0\0\0\0\0", "failed during a ApiVersions request");
  }

  private static void assertThatOpeningFails(String answer, String message) throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answerOnce(listener, answer));
      assertThatThrownBy(() -> open("127.0.0.1:" + listener.getLocalPort()))
          .isInstanceOf(ConnectionException.class)
          .hasMessageContaining(message);
    }
  }

  private static void answerOnce(ServerSocket listener, String answer) {
    try (Socket socket = listener.accept()) {
      socket.getInputStream().read();
      socket.getOutputStream().write(answer.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
      socket.getInputStream().readAllBytes();
    } catch (IOException closed) {
      // The client has seen enough.
    }
  }

  @Test
  void answers_are_matched_when_two_requests_are_under_way() throws IOException {
    try (FakeBroker broker =
            new FakeBroker()
                .on(
                    ApiKey.METADATA,
                    request ->
                        new MetadataResponse()
                            .controllerId(((MetadataRequest) request).topics().size()));
        BrokerConnection connection = open(broker.address())) {
      MetadataRequest.MetadataRequestTopic topic =
          new MetadataRequest.MetadataRequestTopic().name("t");
      Answer<MetadataResponse> first =
          connection.send(
              new MetadataRequest().topics(List.of(topic)), MetadataResponse.class, (short) 9);
      Answer<MetadataResponse> second =
          connection.send(
              new MetadataRequest().topics(List.of(topic, topic)),
              MetadataResponse.class,
              (short) 9);
      assertThat(first.await().controllerId()).isEqualTo(1);
      assertThat(second.await().controllerId()).isEqualTo(2);
    }
  }
}
