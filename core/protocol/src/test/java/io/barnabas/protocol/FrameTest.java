package io.barnabas.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.environment.Outbound;
import io.barnabas.protocol.message.ApiVersionsRequest;
import io.barnabas.protocol.message.ApiVersionsResponse;
import io.barnabas.protocol.message.FetchResponse;
import io.barnabas.protocol.message.ListOffsetsRequest;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameTest {
  private static final short VERSION = 3;

  private static ByteBuffer request() {
    var body = new ApiVersionsRequest().clientSoftwareName("kcat").clientSoftwareVersion("1.7");
    return RequestFrame.encode(ApiKey.API_VERSIONS, VERSION, 42, "me", body).bytes();
  }

  @Test
  void aRequestIsReadAsItWasWritten() {
    RequestFrame frame = RequestFrame.read(request());

    assertThat(frame.apiKey()).isEqualTo(ApiKey.API_VERSIONS);
    assertThat(frame.version()).isEqualTo(VERSION);
    assertThat(frame.correlationId()).isEqualTo(42);
    assertThat(frame.clientId()).isEqualTo("me");
    assertThat(frame.readBody())
        .isEqualTo(
            new ApiVersionsRequest().clientSoftwareName("kcat").clientSoftwareVersion("1.7"));
  }

  @Test
  void anUnknownVersionStillGivesTheCorrelationId() {
    ByteBuffer bytes = request().putShort(2, (short) 99);

    RequestFrame frame = RequestFrame.read(bytes);

    assertThat(frame.isSupported()).isFalse();
    assertThat(frame.apiKey()).isEqualTo(ApiKey.API_VERSIONS);
    assertThat(frame.correlationId()).isEqualTo(42);
    assertThatThrownBy(frame::readBody).isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void anUnknownApiStillGivesTheCorrelationId() {
    RequestFrame frame = RequestFrame.read(request().putShort(0, (short) 999));

    assertThat(frame.isSupported()).isFalse();
    assertThat(frame.apiKeyId()).isEqualTo((short) 999);
    assertThat(frame.correlationId()).isEqualTo(42);
    assertThatThrownBy(frame::readBody).hasMessageContaining("999");
  }

  @Test
  void bytesBehindTheBodyAreRefused() {
    ByteBuffer longer = ByteBuffer.allocate(request().remaining() + 1).put(request()).rewind();

    assertThatThrownBy(() -> RequestFrame.read(longer).readBody())
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("1 bytes follow");
  }

  @Test
  void everyTruncationOfARequestIsRefused() {
    for (int length = 0; length < request().remaining(); length++) {
      ByteBuffer truncated = request().limit(length);
      assertThatThrownBy(() -> RequestFrame.read(truncated).readBody())
          .isInstanceOf(MalformedMessageException.class);
    }
  }

  @Test
  void aResponseIsReadAsItWasWritten() {
    var body = new ApiVersionsResponse().errorCode((short) 35);

    ByteBuffer bytes = ResponseFrame.encode(7, ApiKey.API_VERSIONS, VERSION, body).bytes();

    assertThat(ResponseFrame.correlationId(bytes)).isEqualTo(7);
    assertThat(ResponseFrame.read(ApiKey.API_VERSIONS, VERSION, bytes)).isEqualTo(body);
  }

  @Test
  void recordsAreSplicedInWithoutACopy() {
    ByteBuffer records = ByteBuffer.wrap(new byte[] {1, 2, 3});
    var partition = new FetchResponse.PartitionData().records(Outbound.of(records));
    var body =
        new FetchResponse()
            .responses(
                List.of(
                    new FetchResponse.FetchableTopicResponse()
                        .topic("t")
                        .partitions(List.of(partition))));

    Outbound frame = ResponseFrame.encode(1, ApiKey.FETCH, (short) 11, body);

    assertThat(frame.pieces()).hasSize(2);
    assertThat(((Outbound.Bytes) frame.pieces().getLast()).buffer()).isSameAs(records);
  }

  @Test
  void aFieldThatTheVersionLacksIsRefusedUnlessIgnorable() {
    var request = new ListOffsetsRequest().isolationLevel((byte) 1);

    assertThatThrownBy(() -> RequestFrame.encode(ApiKey.LIST_OFFSETS, (short) 1, 1, null, request))
        .isInstanceOf(UnwritableMessageException.class)
        .hasMessageContaining("isolationLevel");
  }
}
