package io.barnabas.record.codec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.xerial.snappy.Snappy;

/**
 * Decompresses snappy-java's framing: a 16-byte header, then blocks, each led by its packed size as
 * an int. Bytes without that header are one bare snappy block, as some clients send. snappy-java's
 * own stream is not used because it allocates what a block's size claims before it has the block.
 */
final class SnappyFramesInputStream extends InputStream {
  private static final long MAGIC = 0x82534e4150505900L;
  private static final int HEADER_BYTES = 16;

  /** A snappy copy element of 3 bytes makes at most 64, so no block grows more than this. */
  private static final int MAX_EXPANSION = 22;

  private final ByteBuffer packed;
  private ByteBuffer block = ByteBuffer.allocate(0);
  private boolean bare;

  SnappyFramesInputStream(ByteBuffer packed) {
    this.packed = packed.slice();
    this.bare = this.packed.remaining() < HEADER_BYTES || this.packed.getLong(0) != MAGIC;
    if (!bare) {
      this.packed.position(HEADER_BYTES);
    }
  }

  @Override
  public int read() throws IOException {
    return fill() ? block.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
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
      if (!packed.hasRemaining()) {
        return false;
      }
      block = decompress(nextPackedBlock());
    }
    return true;
  }

  private byte[] nextPackedBlock() throws IOException {
    int sizeBytes = packed.remaining();
    if (!bare) {
      sizeBytes = sizeBytes < Integer.BYTES ? -1 : packed.getInt();
    }
    if (sizeBytes <= 0 || sizeBytes > packed.remaining()) {
      throw new IOException("a snappy block of a size that cannot be");
    }
    byte[] bytes = new byte[sizeBytes];
    packed.get(bytes);
    return bytes;
  }

  private static ByteBuffer decompress(byte[] bytes) throws IOException {
    int plainBytes = Snappy.uncompressedLength(bytes);
    if (plainBytes < 0 || plainBytes > (long) bytes.length * MAX_EXPANSION) {
      throw new IOException("a snappy block claims to be larger than it can be");
    }
    byte[] plain = new byte[plainBytes];
    Snappy.uncompress(bytes, 0, bytes.length, plain, 0);
    return ByteBuffer.wrap(plain);
  }
}
