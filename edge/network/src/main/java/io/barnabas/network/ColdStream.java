package io.barnabas.network;

import io.barnabas.environment.FileSlice;
import io.barnabas.environment.VolumeFile;
import org.jspecify.annotations.Nullable;

/**
 * A reader's way through a cold file. Owns a reference to the file while there is something to be
 * read ahead, and no longer, for an idle reader must not keep a deleted file. One shard.
 */
final class ColdStream {
  private final VolumeFile file;
  private long sliceStart;
  private long sliceEnd;

  /** From here on nothing was read ahead. */
  private long aheadFrom;

  private long aheadTo;
  private boolean ownsFile;

  /** Starts with a slice whose bytes are read for an answer that waits for them. */
  ColdStream(FileSlice first) {
    file = first.file();
    aheadFrom = first.position() + first.sizeBytes();
    advance(first);
  }

  VolumeFile file() {
    return file;
  }

  /** A reader goes on where its last whole batch ended, which is within what it got last. */
  boolean isFollowedBy(FileSlice slice) {
    return slice.position() > sliceStart && slice.position() <= sliceEnd;
  }

  /** The reader has come to a slice, whose file the caller owns. */
  void advance(FileSlice slice) {
    sliceStart = slice.position();
    sliceEnd = sliceStart + slice.sizeBytes();
    aheadFrom = Math.max(aheadFrom, sliceEnd);
    aheadTo = sliceEnd + ReadAhead.AHEAD_BYTES;
    if (!ownsFile && aheadFrom < aheadTo) {
      file.retain();
      ownsFile = true;
    }
  }

  /** The next range to read ahead, with a reference of its own; null when it is far enough. */
  @Nullable FileSlice nextPiece() {
    if (aheadFrom >= aheadTo) {
      close();
      return null;
    }
    int sizeBytes = (int) Math.min(ColdReads.PIECE_BYTES, aheadTo - aheadFrom);
    FileSlice piece = new FileSlice(file.retain(), aheadFrom, sizeBytes);
    aheadFrom += sizeBytes;
    return piece;
  }

  /** Gives the file back. */
  void close() {
    if (ownsFile) {
      ownsFile = false;
      FileSliceRegion.close(new FileSlice(file, aheadFrom, 0));
    }
  }
}
