package io.barnabas.protocol.primitive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** Reads UTF-8 text from a buffer, without a copy in between where the buffer has an array. */
final class StringReader {
  private final ByteBuffer in;
  private final boolean hasArray;

  StringReader(ByteBuffer in) {
    this.in = in;
    this.hasArray = in.hasArray();
  }

  /** The length is known to be in the buffer. */
  String read(int lengthBytes) {
    if (lengthBytes == 0) {
      return "";
    }
    if (!hasArray) {
      byte[] bytes = new byte[lengthBytes];
      in.get(bytes);
      return new String(bytes, UTF_8);
    }
    int start = in.position();
    in.position(start + lengthBytes);
    return new String(in.array(), in.arrayOffset() + start, lengthBytes, UTF_8);
  }
}
