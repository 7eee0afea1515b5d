package io.barnabas.client.producer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The 32-bit MurmurHash2 of Austin Appleby, with the seed that Kafka's clients use, so that a key
 * goes to the same partition whichever client sends it.
 */
final class Murmur2 {
  private static final int SEED = 0x9747b28c;
  private static final int MIX = 0x5bd1e995;
  private static final int ROTATION = 24;

  private Murmur2() {}

  /** The hash of what is between position and limit, which stay. */
  static int hash(ByteBuffer key) {
    ByteBuffer in = key.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    int hash = SEED ^ in.remaining();
    while (in.remaining() >= Integer.BYTES) {
      int word = in.getInt() * MIX;
      word = (word ^ (word >>> ROTATION)) * MIX;
      hash = (hash * MIX) ^ word;
    }
    if (in.hasRemaining()) {
      hash = (hash ^ tail(in)) * MIX;
    }
    hash = (hash ^ (hash >>> 13)) * MIX;
    return hash ^ (hash >>> 15);
  }

  private static int tail(ByteBuffer in) {
    int tail = 0;
    for (int shift = 0; in.hasRemaining(); shift += Byte.SIZE) {
      tail |= (in.get() & 0xff) << shift;
    }
    return tail;
  }
}
