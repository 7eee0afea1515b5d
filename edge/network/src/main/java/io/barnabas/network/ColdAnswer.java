package io.barnabas.network;

import io.barnabas.environment.FileSlice;
import io.barnabas.environment.Outbound;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** An answer on its way into memory. One shard. */
final class ColdAnswer {
  private final Iterator<Outbound.Piece> pieces;
  private final Runnable task;
  private @Nullable FileSlice slice;
  private long position;

  /**
   * @param task what to do when all of it is there
   */
  ColdAnswer(Outbound answer, Runnable task) {
    pieces = answer.pieces().iterator();
    this.task = task;
  }

  Runnable task() {
    return task;
  }

  /** The next range to read, which owns a reference to its file; null when there is no more. */
  @Nullable FileSlice nextPiece() {
    while (slice == null || position >= slice.position() + slice.sizeBytes()) {
      if (!pieces.hasNext()) {
        return null;
      }
      if (pieces.next() instanceof Outbound.FileBytes(FileSlice next)) {
        slice = next;
        position = next.position();
      }
    }
    long left = slice.position() + slice.sizeBytes() - position;
    int sizeBytes = (int) Math.min(ColdReads.PIECE_BYTES, left);
    FileSlice piece = new FileSlice(slice.file().retain(), position, sizeBytes);
    position += sizeBytes;
    return piece;
  }
}
