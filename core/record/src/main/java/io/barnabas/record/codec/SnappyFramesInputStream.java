package io.barnabas.record.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.Snappy;

/**
 * Decompresses snappy-java's framing: a 16-byte header, then blocks, each led by its packed size as
 * an int. Bytes without that header are one bare snappy block, as some clients send. snappy-java's
 * own stream is not used because it allocates what a block's size claims before it has the block.
 */
final class SnappyFramesInputStream extends BlockInputStream {
  private static final long MAGIC = 0x82534e4150505900L;
  private static final int HEADER_BYTES = 16;

  /** A snappy copy element of 3 bytes makes at most 64, so no block grows more than this. */
  private static final int MAX_EXPANSION = 22;

  private final ByteBuffer packed;
  private final boolean bare;

  SnappyFramesInputStream(ByteBuffer packed) {
    this.packed = packed.slice();
    this.bare = this.packed.remaining() < HEADER_BYTES || this.packed.getLong(0) != MAGIC;
    if (!bare) {
      this.packed.position(HEADER_BYTES);
    }
  }

  @Override
  @Nullable ByteBuffer nextBlock() throws IOException {
    return packed.hasRemaining() ? decompress(nextPackedBlock()) : null;
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
