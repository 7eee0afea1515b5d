package io.barnabas.log;

import io.barnabas.environment.Volume;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.ToLongFunction;

/**
 * Searches an index file without loading it: a lookup reads a dozen entries, which is cheaper than
 * keeping megabytes of index for segments that are seldom read. Blocking.
 */
final class IndexFile implements Closeable {
  private final VolumeFile file;
  private final int entryBytes;
  private final int entries;
  private final ByteBuffer entry;

  private IndexFile(VolumeFile file, int entryBytes) throws IOException {
    this.file = file;
    this.entryBytes = entryBytes;
    this.entries = (int) (file.size() / entryBytes);
    this.entry = ByteBuffer.allocate(entryBytes);
  }

  /**
   * Where a scan for an offset begins.
   *
   * @param maxEntries how many entries are to be believed
   */
  static int floorPosition(Volume volume, SegmentPaths paths, int maxEntries, long offset)
      throws IOException {
    try (IndexFile index = open(volume, paths.offsetIndex(), OffsetIndex.ENTRY_BYTES)) {
      int floor = index.floor(offset - paths.baseOffset(), ByteBuffer::getInt, maxEntries);
      return floor < 0 ? 0 : index.entry(floor).getInt(Integer.BYTES);
    }
  }

  /** The offset of the last entry whose timestamp is not above the one given. */
  static long floorOffset(Volume volume, SegmentPaths paths, int maxEntries, long timestampMs)
      throws IOException {
    try (IndexFile index = open(volume, paths.timeIndex(), TimeIndex.ENTRY_BYTES)) {
      int floor = index.floor(timestampMs, ByteBuffer::getLong, maxEntries);
      int relative = floor < 0 ? 0 : index.entry(floor).getInt(Long.BYTES);
      return paths.baseOffset() + relative;
    }
  }

  static IndexFile open(Volume volume, Path path, int entryBytes) throws IOException {
    VolumeFile file = volume.open(path, OpenMode.READ);
    try {
      return new IndexFile(file, entryBytes);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  int entries() {
    return entries;
  }

  /** One entry, at position 0 of a buffer that the next call overwrites. */
  ByteBuffer entry(int number) throws IOException {
    file.read(entry.clear(), (long) number * entryBytes);
    return entry.flip();
  }

  /** The last entry whose key is not above the one wanted, -1 if there is none. */
  int floor(long wanted, ToLongFunction<ByteBuffer> key) throws IOException {
    return floor(wanted, key, Integer.MAX_VALUE);
  }

  private int floor(long wanted, ToLongFunction<ByteBuffer> key, int maxEntries)
      throws IOException {
    int low = -1;
    int high = Math.min(entries, maxEntries);
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (key.applyAsLong(entry(middle)) <= wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
