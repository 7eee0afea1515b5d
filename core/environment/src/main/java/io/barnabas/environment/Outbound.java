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
