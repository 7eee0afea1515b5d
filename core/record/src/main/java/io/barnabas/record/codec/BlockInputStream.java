package io.barnabas.record.codec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A stream of what was compressed block by block. */
abstract class BlockInputStream extends InputStream {
  private ByteBuffer block = ByteBuffer.allocate(0);

  /** The bytes of the next block, decompressed; null after the last. */
  abstract @Nullable ByteBuffer nextBlock() throws IOException;

  @Override
  public final int read() throws IOException {
    return fill() ? block.get() & 0xff : -1;
  }

  @Override
  public final int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, block.remaining());
    block.get(target, offset, count);
    return count;
  }

  /** Makes sure that the block has a byte to give; false at the end. */
  private boolean fill() throws IOException {
    while (!block.hasRemaining()) {
      ByteBuffer next = nextBlock();
      if (next == null) {
        return false;
      }
      block = next;
    }
    return true;
  }
}
