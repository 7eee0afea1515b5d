package io.barnabas.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.conformance.broker.BrokerSettings;
import io.barnabas.conformance.wire.Requests;
import io.barnabas.conformance.wire.Wire;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.ResponseFrame;
import io.barnabas.protocol.message.ApiVersionsResponse;
import io.barnabas.protocol.message.MetadataRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadFrameTest {
  private static final short METADATA = ApiKey.METADATA.id();

  @TempDir static Path folder;
  private static Target target;

  @BeforeAll
  static void start() throws IOException {
    target = Target.start(BrokerSettings.in(folder));
  }

  @AfterAll
  static void stop() throws IOException {
    target.close();
  }

  @AfterEach
  void aHealthyClientIsServed() throws IOException {
    target.assertHealthy();
    assertThat(target.errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 104_857_601, 0, 3, 7})
  void aFrameOfAnImpossibleLengthClosesTheConnection(int length) throws IOException {
    try (Wire wire = Wire.to(target.broker())) {
      wire.sendBytes(ByteBuffer.allocate(32).putInt(length).array());

      assertThat(wire.isClosedByBroker()).isTrue();
    }
  }

  /** Whatever a frame may claim, no memory is taken for what has not come. */
  @Test
  void manyFramesOfTheLargestLengthThatNeverComeTakeNoMemory() throws IOException {
    Wire[] wires = new Wire[50];
    for (int i = 0; i < wires.length; i++) {
      wires[i] = Wire.to(target.broker());
      wires[i].sendBytes(ByteBuffer.allocate(1000).putInt(104_857_600).array());
    }
    target.assertHealthy();
    for (Wire wire : wires) {
      wire.close();
    }
    target.assertNothingLeft();
  }

  @Test
  void aFrameThatEndsEarlyIsForgotten() throws IOException {
    byte[] whole = Wire.frame(ApiKey.METADATA, 1, 1, new MetadataRequest().topics(null));
    try (Wire wire = Wire.to(target.broker())) {
      wire.sendBytes(ByteBuffer.allocate(4 + 5).putInt(whole.length).put(whole, 0, 5).array());
      wire.endOutput();

      assertThat(wire.isClosedByBroker()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"9999, 0", "-1, 0", "3, 99", "3, -1", "4, 0", "0, 14", "11, 0"})
  void anApiOrVersionThatIsNotServedClosesTheConnection(short api, short version)
      throws IOException {
    try (Wire wire = Wire.to(target.broker())) {
      wire.sendFrame(head(api, version, 100).array());

      assertThat(wire.isClosedByBroker()).isTrue();
    }
  }

  @Test
  void anUnknownVersionOfApiVersionsIsAnsweredInVersionZeroAndTheConnectionGoesOn()
      throws IOException {
    try (Wire wire = Wire.to(target.broker())) {
      wire.sendFrame(head(ApiKey.API_VERSIONS.id(), (short) 99, 20).array());
      ApiVersionsResponse answer =
          (ApiVersionsResponse)
              ResponseFrame.read(ApiKey.API_VERSIONS, (short) 0, wire.readFrame());

      assertThat(answer.errorCode()).isEqualTo(ErrorCode.UNSUPPORTED_VERSION.code());
      assertThat(answer.apiKeys())
          .anyMatch(api -> api.apiKey() == ApiKey.API_VERSIONS.id() && api.maxVersion() >= 3);
      ApiVersionsResponse second =
          (ApiVersionsResponse) wire.call(ApiKey.API_VERSIONS, 3, Requests.apiVersions());
      assertThat(second.errorCode()).isZero();
    }
  }

  @Test
  void bytesBehindARequestCloseTheConnection() throws IOException {
    byte[] whole = Wire.frame(ApiKey.METADATA, 1, 1, new MetadataRequest().topics(null));
    try (Wire wire = Wire.to(target.broker())) {
      wire.sendFrame(Arrays.copyOf(whole, whole.length + 3));

      assertThat(wire.isClosedByBroker()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MAX_VALUE, 1_000_001, 1_000_000, 1000, -2})
  void anArrayLongerThanItsFrameClosesTheConnection(int length) throws IOException {
    ByteBuffer frame = head(METADATA, (short) 1, 8);
    frame.putInt(length);
    try (Wire wire = Wire.to(target.broker())) {
      wire.sendFrame(frame.array());

      assertThat(wire.isClosedByBroker()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(shorts = {Short.MAX_VALUE, 100, -1, -2})
  void aStringLongerThanItsFrameOrNullClosesTheConnection(short length) throws IOException {
    ByteBuffer frame = head(METADATA, (short) 1, 8);
    frame.putInt(1).putShort(length);
    try (Wire wire = Wire.to(target.broker())) {
      wire.sendFrame(frame.array());

      assertThat(wire.isClosedByBroker()).isTrue();
    }
  }

  /** Version 9 has varint lengths. */
  @Test
  void aCompactArrayOfBillionsClosesTheConnection() throws IOException {
    ByteBuffer frame = head(METADATA, (short) 9, 20);
    frame.put((byte) 0).put(new byte[] {-1, -1, -1, -1, 15});
    try (Wire wire = Wire.to(target.broker())) {
      wire.sendFrame(frame.array());

      assertThat(wire.isClosedByBroker()).isTrue();
    }
  }

  /** A request's head, correlation id 1 and no client id, with room for a body. */
  private static ByteBuffer head(short api, short version, int bodyBytes) {
    return ByteBuffer.allocate(10 + bodyBytes)
        .putShort(api)
        .putShort(version)
        .putInt(1)
        .putShort((short) -1);
  }
}
