package io.barnabas.record.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.xxhash.XXHash32;
import net.jpountz.xxhash.XXHashFactory;
import org.jspecify.annotations.Nullable;

/**
 * Decompresses one LZ4 frame of independent blocks, the only kind Kafka's clients read. As there, a
 * checksum of the whole content is passed over; the batch has its own. lz4-java's own stream is not
 * used because it allocates several times the block size that the header claims.
 */
final class Lz4FrameInputStream extends BlockInputStream {
  private static final int MAGIC = 0x184d2204;
  private static final int MAGIC_BYTES = 4;
  private static final int MIN_HEADER_BYTES = 7;

  /** Version, block independence, the reserved bit, and dictionaries, which are not supported. */
  private static final int FIXED_FLAGS_MASK = 0xe3;

  private static final int VERSION_1_INDEPENDENT_BLOCKS = 0x60;
  private static final int BLOCK_CHECKSUM_FLAG = 0x10;
  private static final int CONTENT_SIZE_FLAG = 0x08;
  private static final int MIN_BLOCK_SIZE_ID = 4;

  /** A byte of LZ4 lengthens a match by 255 at most. */
  private static final long MAX_EXPANSION = 255;

  private final ByteBuffer packed;
  private final XXHash32 hash = XXHashFactory.fastestInstance().hash32();
  private final int flags;
  private final int maxBlockBytes;
  private boolean ended;

  Lz4FrameInputStream(ByteBuffer frame) throws IOException {
    packed = frame.slice().order(ByteOrder.LITTLE_ENDIAN);
    require(packed.remaining() >= MIN_HEADER_BYTES && packed.getInt() == MAGIC, "no header");
    flags = packed.get();
    require((flags & FIXED_FLAGS_MASK) == VERSION_1_INDEPENDENT_BLOCKS, "an unsupported kind");
    int blockSizeId = packed.get() >> 4;
    require(blockSizeId >= MIN_BLOCK_SIZE_ID, "an unknown block size");
    maxBlockBytes = 1 << (8 + 2 * blockSizeId);
    if ((flags & CONTENT_SIZE_FLAG) != 0) {
      take(Long.BYTES);
    }
    int checksum = hash.hash(packed, MAGIC_BYTES, packed.position() - MAGIC_BYTES, 0) >> 8;
    require(take(1).get() == (byte) checksum, "a wrong checksum of its header");
  }

  @Override
  @Nullable ByteBuffer nextBlock() throws IOException {
    int sizeField = ended ? 0 : takeInt();
    if (sizeField == 0) {
      ended = true;
      return null;
    }
    int sizeBytes = sizeField & Integer.MAX_VALUE;
    require(sizeBytes <= maxBlockBytes, "a block larger than it says");
    ByteBuffer block = take(sizeBytes);
    if ((flags & BLOCK_CHECKSUM_FLAG) != 0) {
      require(hash.hash(block, 0, sizeBytes, 0) == takeInt(), "a wrong checksum of a block");
    }
    boolean storedPlain = sizeField < 0;
    return storedPlain ? block : decompress(block);
  }

  private ByteBuffer decompress(ByteBuffer block) throws IOException {
    int largest = (int) Math.min(maxBlockBytes, block.limit() * MAX_EXPANSION);
    ByteBuffer plain = ByteBuffer.allocate(largest);
    try {
      int plainBytes =
          LZ4Factory.fastestInstance()
              .safeDecompressor()
              .decompress(block, 0, block.limit(), plain, 0, largest);
      return plain.limit(plainBytes);
    } catch (LZ4Exception e) {
      throw new IOException("an LZ4 block is malformed", e);
    }
  }

  private int takeInt() throws IOException {
    return take(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).getInt();
  }

  private ByteBuffer take(int bytes) throws IOException {
    require(bytes <= packed.remaining(), "fewer bytes than it says");
    ByteBuffer taken = packed.slice(packed.position(), bytes);
    packed.position(packed.position() + bytes);
    return taken;
  }

  private static void require(boolean condition, String complaint) throws IOException {
    if (!condition) {
      throw new IOException("an LZ4 frame with " + complaint);
    }
  }
}
