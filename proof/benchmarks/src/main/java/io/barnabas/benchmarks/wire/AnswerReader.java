package io.barnabas.benchmarks.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Reads what the benchmark needs of an answer in a flexible version. */
final class AnswerReader {
  private final ByteBuffer in;

  AnswerReader(ByteBuffer in) {
    this.in = in;
  }

  int int16() {
    return in.getShort();
  }

  int int32() {
    return in.getInt();
  }

  long int64() {
    return in.getLong();
  }

  UUID uuid() {
    return new UUID(in.getLong(), in.getLong());
  }

  int unsignedVarint() {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  /** Length of a compact array, string or byte field; -1 is null. */
  int compactLength() {
    return unsignedVarint() - 1;
  }

  String compactString() {
    byte[] utf8 = new byte[Math.max(0, compactLength())];
    in.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  AnswerReader skip(int bytes) {
    in.position(in.position() + bytes);
    return this;
  }

  AnswerReader skipTags() {
    for (int left = unsignedVarint(); left > 0; left--) {
      unsignedVarint();
      skip(unsignedVarint());
    }
    return this;
  }

  /** Throws if {@code errorCode} is one: the benchmark measures only work that was done. */
  static void requireNoError(int errorCode, String what) {
    if (errorCode != 0) {
      throw new IllegalStateException(what + " answered with error code " + errorCode);
    }
  }
}
