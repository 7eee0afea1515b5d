package io.barnabas.environment;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * An answer on its way out: a sequence of pieces that are sent one after the other. The receiver of
 * an outbound owns its file slices.
 */
public record Outbound(List<Piece> pieces) {
  public static Outbound of(ByteBuffer bytes) {
    return new Outbound(List.of(new Bytes(bytes)));
  }

  public long sizeBytes() {
    long size = 0;
    for (Piece piece : pieces) {
      size += piece.sizeBytes();
    }
    return size;
  }

  /**
   * The content where it is one piece in memory, or nothing at all, as of records that were read
   * from a frame.
   *
   * @throws IllegalStateException if there are several pieces, or one in a file
   */
  public ByteBuffer bytes() {
    if (pieces.isEmpty()) {
      return ByteBuffer.allocate(0);
    }
    if (pieces.size() == 1 && pieces.getFirst() instanceof Bytes only) {
      return only.buffer();
    }
    throw new IllegalStateException("not one piece in memory: " + pieces.size() + " pieces");
  }

  /** One part of an answer. */
  public sealed interface Piece {
    int sizeBytes();
  }

  /** Bytes in memory, between position and limit; not to be changed any more. */
  public record Bytes(ByteBuffer buffer) implements Piece {
    @Override
    public int sizeBytes() {
      return buffer.remaining();
    }
  }

  /** A range of a file. */
  public record FileBytes(FileSlice slice) implements Piece {
    @Override
    public int sizeBytes() {
      return slice.sizeBytes();
    }
  }
}
