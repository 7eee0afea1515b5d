package io.barnabas.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ShortRange;
import net.jqwik.api.constraints.Size;

class RequestFuzzTest {
  @Property(tries = 3000)
  void anyBytesBehindAnyHeadAreReadOrRefused(
      @ForAll @ShortRange(min = -1, max = 100) short api,
      @ForAll @ShortRange(min = -1, max = 20) short version,
      @ForAll @Size(max = 200) byte[] rest) {
    ByteBuffer frame = ByteBuffer.allocate(4 + rest.length);
    frame.putShort(api).putShort(version).put(rest).flip();

    assertThat(isReadOrRefused(frame)).isTrue();
  }

  @Property(tries = 1000)
  void anyBytesAreReadOrRefused(@ForAll @Size(max = 50) byte[] bytes) {
    assertThat(isReadOrRefused(ByteBuffer.wrap(bytes))).isTrue();
  }

  /** Anything but the one exception leaves this method. */
  private static boolean isReadOrRefused(ByteBuffer bytes) {
    try {
      RequestFrame frame = RequestFrame.read(bytes);
      if (frame.isSupported()) {
        return frame.readBody().apiKey() == frame.apiKeyId();
      }
      return true;
    } catch (MalformedMessageException e) {
      return e.getMessage() != null;
    }
  }
}
