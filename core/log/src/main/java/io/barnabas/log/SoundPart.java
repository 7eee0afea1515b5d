package io.barnabas.log;

import io.barnabas.environment.Volume;
import io.barnabas.environment.VolumeFile;
import io.barnabas.record.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;

/**
 * The beginning of a segment that recovery need not look at, because it was synced together with
 * its part of the indexes.
 *
 * @param index with the entries for that part, which are in its files
 * @param endPosition where in the log file it ends
 * @param nextOffset after its last record
 */
record SoundPart(SegmentIndex index, long endPosition, long nextOffset) {

  /**
   * Finds it by the last index entry below an offset, whose batch must be where the entry says;
   * else nothing is believed. Blocking.
   */
  static SoundPart find(Volume volume, SegmentPaths paths, VolumeFile log, long soundOffset)
      throws IOException {
    SoundPart none = new SoundPart(SegmentIndex.empty(paths.baseOffset()), 0, paths.baseOffset());
    if (soundOffset <= paths.baseOffset()) {
      return none;
    }
    try (IndexFile offsets = IndexFile.open(volume, paths.offsetIndex(), OffsetIndex.ENTRY_BYTES);
        IndexFile times = IndexFile.open(volume, paths.timeIndex(), TimeIndex.ENTRY_BYTES)) {
      int last = offsets.floor(soundOffset - 1 - paths.baseOffset(), ByteBuffer::getInt);
      if (last < 0 || !isAbove(offsets, last)) {
        return none;
      }
      ByteBuffer entry = offsets.entry(last);
      long lastOffset = paths.baseOffset() + entry.getInt();
      int position = entry.getInt();
      BatchScanner scanner = new BatchScanner(log, Math.max(0, position), log.size());
      RecordBatch batch = scanner.next();
      if (position < 0 || batch == null || batch.lastOffset() != lastOffset) {
        return none;
      }
      SegmentIndex index = index(paths.baseOffset(), last + 1, times, lastOffset);
      index.onKnownBatch(batch);
      return new SoundPart(index, scanner.end(), batch.nextOffset());
    } catch (NoSuchFileException e) {
      return none;
    }
  }

  /** Entries increase; in what Kafka has reserved for entries to come they do not. */
  private static boolean isAbove(IndexFile offsets, int number) throws IOException {
    return number == 0 || offsets.entry(number).getInt() > offsets.entry(number - 1).getInt();
  }

  private static SegmentIndex index(
      long baseOffset, int offsetEntries, IndexFile times, long lastOffset) throws IOException {
    int last = times.floor(lastOffset - baseOffset, entry -> entry.getInt(Long.BYTES));
    TimestampedOffset largest = new TimestampedOffset(RecordBatch.NO_TIMESTAMP, -1, -1);
    if (last >= 0) {
      ByteBuffer entry = times.entry(last);
      largest = new TimestampedOffset(entry.getLong(), baseOffset + entry.getInt(), -1);
    }
    return SegmentIndex.inFiles(baseOffset, offsetEntries, last + 1, largest);
  }
}
