package io.barnabas.network;

import io.barnabas.environment.FileSlice;
import io.barnabas.environment.VolumeFile;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one connection will most likely read next: a reader that found a file cold is read ahead of
 * as long as it goes through that file in order. One shard.
 */
final class ReadAhead {
  /** How far it is ahead of a reader: what a client asks for next, and the one after that. */
  static final int AHEAD_BYTES = 2 << 20;

  /** Files that one connection is read ahead in; the one used longest ago makes room. */
  static final int MAX_FILES = 16;

  private final Map<VolumeFile, ColdStream> streams = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * A slice will be sent.
   *
   * @param isHot whether all of it was in memory
   */
  void onRead(FileSlice slice, boolean isHot) {
    if (isHot && streams.isEmpty()) {
      return;
    }
    ColdStream stream = streams.get(slice.file());
    if (stream != null && stream.isFollowedBy(slice)) {
      stream.advance(slice);
      return;
    }
    if (stream != null) {
      remove(stream);
    }
    if (!isHot) {
      streams.put(slice.file(), new ColdStream(slice));
      makeRoom();
    }
  }

  private void remove(ColdStream stream) {
    streams.remove(stream.file());
    stream.close();
  }

  private void makeRoom() {
    if (streams.size() > MAX_FILES) {
      remove(streams.values().iterator().next());
    }
  }

  /** A range to read ahead, which owns a reference to its file; null when there is none. */
  @Nullable FileSlice nextPiece() {
    for (ColdStream stream : streams.values()) {
      FileSlice piece = stream.nextPiece();
      if (piece != null) {
        return piece;
      }
    }
    return null;
  }

  void close() {
    Iterator<ColdStream> all = streams.values().iterator();
    while (all.hasNext()) {
      all.next().close();
      all.remove();
    }
  }
}
