package io.barnabas.network;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;

/**
 * A piece of memory that frames were read into. It is given back when the reader is done with it
 * and every frame in it is answered, so that frames need not be copied. One shard.
 */
final class FrameMemory {
  private final ByteBuf buffer;
  private final ByteBuffer bytes;
  private final ConnectionMemory account;
  private int owners = 1;

  FrameMemory(ByteBuf buffer, ConnectionMemory account) {
    this.buffer = buffer;
    this.account = account;
    bytes = buffer.nioBuffer(0, buffer.capacity());
    account.take(buffer.capacity());
  }

  ByteBuf buffer() {
    return buffer;
  }

  int capacity() {
    return bytes.capacity();
  }

  /** Bytes read into it so far. */
  int filled() {
    return buffer.writerIndex();
  }

  int getInt(int index) {
    return bytes.getInt(index);
  }

  /** Lends a range; the borrower is one more owner. */
  ByteBuffer lend(int index, int length) {
    owners++;
    return bytes.slice(index, length);
  }

  /** One owner less. */
  void release() {
    owners--;
    if (owners == 0) {
      account.giveBack(buffer.capacity());
      buffer.release();
    }
  }
}
