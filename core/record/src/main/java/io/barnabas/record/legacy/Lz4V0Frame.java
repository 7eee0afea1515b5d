package io.barnabas.record.legacy;

import io.barnabas.record.InvalidBatchException;
import io.barnabas.record.InvalidBatchException.Reason;
import java.nio.ByteBuffer;
import net.jpountz.xxhash.XXHashFactory;

/**
 * LZ4 frames in message format v0, where Kafka took the checksum of the frame's header over the
 * magic number too, which the frame format leaves out (KIP-57).
 */
final class Lz4V0Frame {
  private static final int MAGIC_BYTES = 4;
  private static final int CONTENT_SIZE_BYTES = 8;
  private static final int CONTENT_SIZE_FLAG = 0x08;

  private Lz4V0Frame() {}

  /** A copy of the frame with the checksum that the frame format asks for. */
  static ByteBuffer mended(ByteBuffer frame) {
    ByteBuffer copy = ByteBuffer.allocate(frame.remaining()).put(frame.duplicate()).flip();
    int checksumOffset = checksumOffset(copy);
    copy.put(checksumOffset, checksum(copy, MAGIC_BYTES, checksumOffset));
    return copy;
  }

  /** Puts in the checksum that clients of message format v0 expect. */
  static void breakChecksum(ByteBuffer frame) {
    int checksumOffset = checksumOffset(frame);
    frame.put(checksumOffset, checksum(frame, 0, checksumOffset));
  }

  private static byte checksum(ByteBuffer frame, int from, int to) {
    int hash = XXHashFactory.fastestInstance().hash32().hash(frame, from, to - from, 0);
    return (byte) (hash >> 8);
  }

  /** The header is the magic number, a byte of flags, a byte of block size, perhaps a size. */
  private static int checksumOffset(ByteBuffer frame) {
    int offset = MAGIC_BYTES + 2;
    if (frame.limit() > offset && (frame.get(MAGIC_BYTES) & CONTENT_SIZE_FLAG) != 0) {
      offset += CONTENT_SIZE_BYTES;
    }
    if (frame.limit() <= offset) {
      throw new InvalidBatchException(Reason.CORRUPT_MESSAGE, "an LZ4 frame without a header");
    }
    return offset;
  }
}
