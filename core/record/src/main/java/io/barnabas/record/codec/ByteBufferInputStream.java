package io.barnabas.record.codec;

import java.io.InputStream;
import java.nio.ByteBuffer;

/** Reads a buffer from its position to its limit, moving neither. */
final class ByteBufferInputStream extends InputStream {
  private final ByteBuffer buffer;

  ByteBufferInputStream(ByteBuffer buffer) {
    this.buffer = buffer.duplicate();
  }

  @Override
  public int read() {
    return buffer.hasRemaining() ? buffer.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (!buffer.hasRemaining()) {
      return -1;
    }
    int count = Math.min(length, buffer.remaining());
    buffer.get(target, offset, count);
    return count;
  }

  /** Exact; gzip relies on it to find out whether another member follows. */
  @Override
  public int available() {
    return buffer.remaining();
  }
}
