package io.barnabas.environment;

import java.util.UUID;

/** Chance, from one seed in the simulator. To be used on one shard. */
public interface Randomness {
  long nextLong();

  /** A number from 0 up to, not including, {@code bound}, which is positive. */
  int nextInt(int bound);

  /** A random UUID (RFC 9562, version 4). */
  default UUID nextUuid() {
    long high = (nextLong() & 0xffffffffffff0fffL) | 0x0000000000004000L;
    long low = (nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low);
  }
}
