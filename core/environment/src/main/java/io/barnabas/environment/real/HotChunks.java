package io.barnabas.environment.real;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What of a file was all in the page cache a moment ago, because it was written then or the system
 * said so. To ask the system costs a tenth of sending what was asked about, so it is asked about a
 * chunk at a time and not again for a while. Any thread; threads that meet may forget a chunk,
 * which is then asked about again.
 */
final class HotChunks {
  static final int CHUNK_BYTES = 1 << 20;

  /** Pages that were used so lately are not what the system takes first when it needs memory. */
  private static final long HOT_FOR_NS = 5_000_000_000L;

  private static final int FIRST_CHUNKS = 4;

  /** When each chunk was last seen, 0 for never. */
  private volatile AtomicLongArray seenNs = new AtomicLongArray(FIRST_CHUNKS);

  static int chunkOf(long position) {
    return Math.toIntExact(position / CHUNK_BYTES);
  }

  static long startOf(int chunk) {
    return (long) chunk * CHUNK_BYTES;
  }

  boolean isHot(int chunk, long nowNs) {
    AtomicLongArray seen = seenNs;
    long lastNs = chunk < seen.length() ? seen.get(chunk) : 0;
    return lastNs != 0 && nowNs - lastNs < HOT_FOR_NS;
  }

  void noteHot(int chunk, long nowNs) {
    AtomicLongArray seen = seenNs;
    if (chunk >= seen.length()) {
      seen = grown(seen, chunk);
      seenNs = seen;
    }
    seen.set(chunk, nowNs == 0 ? 1 : nowNs);
  }

  private static AtomicLongArray grown(AtomicLongArray old, int chunk) {
    AtomicLongArray grown = new AtomicLongArray(Integer.highestOneBit(chunk) * 2);
    for (int i = 0; i < old.length(); i++) {
      grown.set(i, old.get(i));
    }
    return grown;
  }

  /** A write makes those chunks hot of which it is the start, or a part while they were hot. */
  void onWrite(long start, long end, long nowNs) {
    for (int chunk = chunkOf(start); startOf(chunk) < end; chunk++) {
      if (start <= startOf(chunk) || isHot(chunk, nowNs)) {
        noteHot(chunk, nowNs);
      }
    }
  }
}
