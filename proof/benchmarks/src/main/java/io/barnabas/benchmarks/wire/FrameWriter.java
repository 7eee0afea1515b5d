package io.barnabas.benchmarks.wire;

import io.barnabas.protocol.primitive.Uuid;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes one request frame of the flexible versions (request header v2): big endian, compact
 * strings and arrays, no tagged fields. The correlation id is left 0, to be patched at {@link
 * #CORRELATION_ID_AT}.
 */
final class FrameWriter {
  /** Where every frame has its correlation id: after the size, the API key and the version. */
  static final int CORRELATION_ID_AT = 8;

  private static final String CLIENT_ID = "benchmark";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Begins a frame for {@code version} of the API with {@code key}. */
  FrameWriter(int key, int version) {
    int32(0).int16(key).int16(version).int32(0);
    int16(CLIENT_ID.length());
    bytes(CLIENT_ID.getBytes(StandardCharsets.UTF_8)).noTags();
  }

  int position() {
    return out.size();
  }

  FrameWriter int8(int value) {
    out.write(value);
    return this;
  }

  FrameWriter int16(int value) {
    return int8(value >>> 8).int8(value);
  }

  FrameWriter int32(int value) {
    return int16(value >>> 16).int16(value);
  }

  FrameWriter int64(long value) {
    return int32((int) (value >>> 32)).int32((int) value);
  }

  FrameWriter uuid(Uuid value) {
    return int64(value.mostSignificantBits()).int64(value.leastSignificantBits());
  }

  FrameWriter unsignedVarint(int value) {
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      int8((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    return int8(rest);
  }

  /** The length of a compact array, string or byte field: stored one greater, 0 being null. */
  FrameWriter compactLength(int length) {
    return unsignedVarint(length + 1);
  }

  FrameWriter compactNull() {
    return unsignedVarint(0);
  }

  FrameWriter compactString(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return compactLength(utf8.length).bytes(utf8);
  }

  FrameWriter bytes(byte[] value) {
    out.writeBytes(value);
    return this;
  }

  FrameWriter noTags() {
    return unsignedVarint(0);
  }

  /** The finished frame, its size in front. */
  byte[] toFrame() {
    byte[] frame = out.toByteArray();
    ByteBuffer.wrap(frame).putInt(frame.length - Integer.BYTES);
    return frame;
  }
}
