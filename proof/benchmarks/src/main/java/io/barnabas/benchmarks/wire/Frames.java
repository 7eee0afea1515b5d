package io.barnabas.benchmarks.wire;

import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.RequestFrame;
import java.nio.ByteBuffer;

/** Whole frames of requests that are too few, or too different, to be patched in place. */
final class Frames {
  private Frames() {}

  /** A request's frame with its size in front, ready to be sent. */
  static ByteBuffer of(ApiKey api, int version, int correlationId, Message request) {
    ByteBuffer body =
        RequestFrame.encode(api, (short) version, correlationId, "benchmark", request).bytes();
    return ByteBuffer.allocate(Integer.BYTES + body.remaining())
        .putInt(body.remaining())
        .put(body)
        .flip();
  }
}
