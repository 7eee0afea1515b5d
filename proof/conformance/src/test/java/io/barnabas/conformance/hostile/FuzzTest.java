package io.barnabas.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.conformance.broker.BrokerSettings;
import io.barnabas.conformance.wire.Requests;
import io.barnabas.conformance.wire.Wire;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ResponseFrame;
import io.barnabas.protocol.message.ApiVersionsResponse;
import io.barnabas.protocol.message.ApiVersionsResponse.ApiVersion;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames from a seed, to every API in every version the broker advertises. */
class FuzzTest {
  private static final int FRAMES_PER_VERSION = 20;
  private static final int PROBE = 123_456_789;
  private static final int WAIT_MS = 20_000;

  /** A mutated fetch may ask to wait for weeks. */
  private static final int FETCH_WAIT_MS = 300;

  @TempDir static Path folder;
  private static Target target;
  private static List<ApiVersion> apis = List.of();

  @BeforeAll
  static void start() throws IOException {
    target = Target.start(BrokerSettings.in(folder));
    try (Wire wire = Wire.to(target.broker())) {
      ApiVersionsResponse answer =
          (ApiVersionsResponse) wire.call(ApiKey.API_VERSIONS, 3, Requests.apiVersions());
      apis = List.copyOf(answer.apiKeys());
    }
  }

  @AfterAll
  static void stop() throws IOException {
    target.close();
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    target.assertHealthy();
    target.assertNothingLeft();
    assertThat(target.errors()).isEmpty();
  }

  /** Else the mutations would be of something that is refused anyway. */
  @Test
  void requestsThatAreNotMutatedAreAnswered() throws IOException {
    for (ApiVersion api : apis) {
      for (int version = api.minVersion(); version <= api.maxVersion(); version++) {
        byte[] valid = Frames.valid(ApiKey.forId(api.apiKey()), version, "fuzzed");
        try (Wire wire = Wire.to(target.broker())) {
          assertThat(isOpenBehind(wire, valid)).as("%s in version %s", api, version).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void randomBytesBehindEveryHeadHurtNobody(long seed) throws IOException {
    Random random = new Random(seed);
    for (ApiVersion api : apis) {
      for (int version = api.minVersion(); version <= api.maxVersion(); version++) {
        int ofVersion = version;
        sendEach(api, () -> Frames.random(random, api.apiKey(), ofVersion));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void mutatedRequestsHurtNobody(long seed) throws IOException {
    Random random = new Random(seed);
    for (ApiVersion api : apis) {
      for (int version = api.minVersion(); version <= api.maxVersion(); version++) {
        byte[] valid = Frames.valid(ApiKey.forId(api.apiKey()), version, "fuzzed");
        sendEach(api, () -> Frames.mutated(random, valid));
      }
    }
  }

  /** A frame that is refused closes its connection; then the next frame has a new one. */
  private static void sendEach(ApiVersion api, Supplier<byte[]> frames) throws IOException {
    int waitMs = api.apiKey() == ApiKey.FETCH.id() ? FETCH_WAIT_MS : WAIT_MS;
    int sent = 0;
    while (sent < FRAMES_PER_VERSION) {
      try (Wire wire = Wire.to(target.broker(), waitMs)) {
        boolean isOpen = true;
        for (; isOpen && sent < FRAMES_PER_VERSION; sent++) {
          isOpen = isOpenBehind(wire, frames.get());
        }
      } catch (SocketTimeoutException unanswered) {
        assertThat(api.apiKey()).as("An API that may wait").isEqualTo(ApiKey.FETCH.id());
        sent++;
      }
    }
  }

  /** Answers come in order, so that of a request behind the frame shows that the frame is done. */
  private static boolean isOpenBehind(Wire wire, byte[] frame) throws IOException {
    try {
      wire.sendFrame(frame);
      wire.sendFrame(Wire.frame(ApiKey.API_VERSIONS, 3, PROBE, Requests.apiVersions()));
      while (ResponseFrame.correlationId(wire.readFrame()) != PROBE) {
        // What the frame itself was answered does not matter.
      }
      return true;
    } catch (EOFException | SocketException closed) {
      return false;
    }
  }
}
