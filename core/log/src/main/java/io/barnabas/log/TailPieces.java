package io.barnabas.log;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Cuts a row of buffers into pieces of wanted sizes. */
final class TailPieces {
  private final ArrayDeque<ByteBuffer> left;

  TailPieces(List<ByteBuffer> bytes) {
    left = new ArrayDeque<>(bytes);
  }

  /** The next so many bytes, which must be there. */
  ByteBuffer[] next(long sizeBytes) {
    List<ByteBuffer> taken = new ArrayList<>();
    long missing = sizeBytes;
    while (missing > 0) {
      ByteBuffer first = left.removeFirst();
      if (first.remaining() <= missing) {
        taken.add(first);
        missing -= first.remaining();
      } else {
        int size = (int) missing;
        taken.add(first.slice(first.position(), size));
        left.addFirst(first.slice(first.position() + size, first.remaining() - size));
        missing = 0;
      }
    }
    return taken.toArray(ByteBuffer[]::new);
  }
}
