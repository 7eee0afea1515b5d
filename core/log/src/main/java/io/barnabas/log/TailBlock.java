package io.barnabas.log;

import java.nio.ByteBuffer;

/** A piece of {@link TailMemory}. Used again when its tail has dropped it and nobody reads it. */
final class TailBlock {
  private final ByteBuffer bytes;
  private int readers;
  private boolean dropped;

  TailBlock(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  ByteBuffer bytes() {
    return bytes;
  }

  void take() {
    dropped = false;
  }

  void lend() {
    readers++;
  }

  /** Whether it was lent to nobody else. */
  boolean giveBack() {
    readers--;
    return readers == 0;
  }

  void drop() {
    dropped = true;
  }

  boolean isFree() {
    return dropped && readers == 0;
  }
}
