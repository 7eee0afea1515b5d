package io.barnabas.broker.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.broker.simulated.SimulatedBroker;
import io.barnabas.broker.simulated.WireClient;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.ResponseFrame;
import io.barnabas.protocol.message.ApiVersionsRequest;
import io.barnabas.protocol.message.ApiVersionsResponse;
import io.barnabas.protocol.message.ApiVersionsResponse.ApiVersion;
import io.barnabas.protocol.message.MetadataRequest;
import io.barnabas.protocol.message.MetadataResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestDispatcherTest {
  private static final int CORRELATION_ID = 9;

  private final SimulatedBroker broker = SimulatedBroker.started(1);
  private final WireClient client = broker.connect();

  private static ByteBuffer header(int apiKey, int version) {
    return ByteBuffer.allocate(10)
        .putShort((short) apiKey)
        .putShort((short) version)
        .putInt(CORRELATION_ID)
        .putShort((short) -1)
        .flip();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 999, 32_767})
  void anUnknownApiClosesTheConnection(int apiKey) {
    client.send(header(apiKey, 0));

    client.awaitClosed();
  }

  @Test
  void anApiOfTheSchemasThatIsNotServedClosesTheConnection() {
    client.send(header(ApiKey.DESCRIBE_QUORUM.id(), 0));

    client.awaitClosed();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 99})
  void aVersionThatIsNotServedClosesTheConnection(int version) {
    client.send(header(ApiKey.METADATA.id(), version));

    client.awaitClosed();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 6, 99, 32_767})
  void aFutureVersionOfApiVersionsIsAnsweredInVersionZero(int version) {
    client.send(header(ApiKey.API_VERSIONS.id(), version));

    ByteBuffer frame = client.receive();

    assertThat(ResponseFrame.correlationId(frame)).isEqualTo(CORRELATION_ID);
    ApiVersionsResponse answer =
        (ApiVersionsResponse) ResponseFrame.read(ApiKey.API_VERSIONS, (short) 0, frame);
    assertThat(answer.errorCode()).isEqualTo(ErrorCode.UNSUPPORTED_VERSION.code());
    assertThat(answer.apiKeys())
        .containsExactly(
            new ApiVersion().apiKey((short) 18).minVersion((short) 0).maxVersion((short) 5));
  }

  @Test
  void theConnectionThatAskedForAFutureVersionCanGoOn() {
    client.send(header(ApiKey.API_VERSIONS.id(), 99));
    client.receive();

    ApiVersionsResponse answer =
        client.ask(
            3, new ApiVersionsRequest().clientSoftwareName("test").clientSoftwareVersion("1"));

    assertThat(answer.errorCode()).isZero();
  }

  @Test
  void bytesBehindARequestCloseTheConnection() {
    ByteBuffer request = WireClient.frame(1, new MetadataRequest().topics(List.of()));
    client.send(ByteBuffer.allocate(request.remaining() + 1).put(request).put((byte) 0).flip());

    client.awaitClosed();
  }

  @Test
  void everyCutOffRequestClosesItsConnection() {
    ByteBuffer request =
        WireClient.frame(
            9,
            new MetadataRequest()
                .topics(List.of(new MetadataRequest.MetadataRequestTopic().name("orders"))));
    for (int size = 0; size < request.remaining(); size++) {
      WireClient cut = broker.connect();

      cut.send(request.slice(0, size));

      cut.awaitClosed();
    }
  }

  @Test
  void garbageHarmsNobodyElse() {
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      byte[] garbage = new byte[random.nextInt(200)];
      random.nextBytes(garbage);
      WireClient other = broker.connect();
      other.send(ByteBuffer.wrap(garbage));
      other.close();
    }

    MetadataResponse answer = client.ask(1, new MetadataRequest().topics(List.of()));

    assertThat(answer.brokers()).hasSize(1);
  }
}
