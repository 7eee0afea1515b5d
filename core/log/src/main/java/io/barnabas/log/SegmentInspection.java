package io.barnabas.log;

import io.barnabas.environment.Volume;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import io.barnabas.record.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** Looks at what a segment's files hold, when a log is opened. Blocking. */
final class SegmentInspection {
  private final Volume volume;
  private final SegmentPaths paths;

  SegmentInspection(Volume volume, SegmentPaths paths) {
    this.volume = volume;
    this.paths = paths;
  }

  /**
   * Believes the indexes, and reads the batches after their last entry; null if that leads to none,
   * or the last of them is damaged and so may not tell the end.
   */
  @Nullable SegmentContent trusting() throws IOException {
    try (VolumeFile log = volume.open(paths.log(), OpenMode.READ)) {
      long sizeBytes = log.size();
      SegmentIndex index = indexInFiles();
      long lastPosition = new IndexLead(volume, paths, log, sizeBytes).lastBatch();
      if (lastPosition < 0) {
        return null;
      }
      BatchScanner scanner = new BatchScanner(log, lastPosition, sizeBytes);
      long nextOffset = paths.baseOffset();
      for (RecordBatch batch = scanner.next(); batch != null; batch = scanner.next()) {
        nextOffset = batch.nextOffset();
        index.onKnownBatch(batch);
      }
      if (scanner.end() > lastPosition && !scanner.whole().isCrcValid()) {
        return null;
      }
      return new SegmentContent(
          lastPosition, scanner.end(), nextOffset, firstTimestampMs(log), index);
    }
  }

  private SegmentIndex indexInFiles() throws IOException {
    try (IndexFile offsets = IndexFile.open(volume, paths.offsetIndex(), OffsetIndex.ENTRY_BYTES);
        IndexFile times = IndexFile.open(volume, paths.timeIndex(), TimeIndex.ENTRY_BYTES)) {
      return SegmentIndex.inFiles(
          paths.baseOffset(), offsets.entries(), times.entries(), largest(times));
    }
  }

  private TimestampedOffset largest(IndexFile times) throws IOException {
    if (times.entries() == 0) {
      return new TimestampedOffset(RecordBatch.NO_TIMESTAMP, -1, -1);
    }
    ByteBuffer last = times.entry(times.entries() - 1);
    return new TimestampedOffset(last.getLong(), paths.baseOffset() + last.getInt(), -1);
  }

  /** The largest timestamp in a sealed segment, by its time index. */
  long largestTimestampMs() throws IOException {
    try (IndexFile times = IndexFile.open(volume, paths.timeIndex(), TimeIndex.ENTRY_BYTES)) {
      return largest(times).timestampMs();
    } catch (NoSuchFileException e) {
      return Long.MAX_VALUE; // may hold anything
    }
  }

  /**
   * Checks the batches that may not be as they were written, and builds their part of the indexes
   * anew.
   *
   * @param endOffset batches that reach it or go beyond do not count
   * @param epochs learns of the epochs the batches were appended in
   * @param soundOffset what lies before it was synced with its part of the indexes; 0 where nothing
   *     is known
   */
  SegmentContent checking(
      int indexIntervalBytes, long endOffset, LeaderEpochs epochs, long soundOffset)
      throws IOException {
    try (VolumeFile log = volume.open(paths.log(), OpenMode.READ)) {
      SoundPart sound = SoundPart.find(volume, paths, log, Math.min(soundOffset, endOffset));
      SegmentIndex index = sound.index();
      BatchScanner scanner = new BatchScanner(log, sound.endPosition(), log.size());
      long nextOffset = sound.nextOffset();
      long validBytes = sound.endPosition();
      RecordBatch batch = nextValid(scanner, nextOffset, endOffset);
      while (batch != null) {
        index.onBatch(batch, (int) validBytes, indexIntervalBytes);
        epochs.assign(batch.partitionLeaderEpoch(), batch.baseOffset());
        nextOffset = batch.nextOffset();
        validBytes = scanner.end();
        batch = nextValid(scanner, nextOffset, endOffset);
      }
      return new SegmentContent(
          sound.endPosition(), validBytes, nextOffset, firstTimestampMs(log), index);
    }
  }

  private @Nullable RecordBatch nextValid(BatchScanner scanner, long expectedOffset, long endOffset)
      throws IOException {
    RecordBatch header = scanner.next();
    if (header == null || header.lastOffset() < expectedOffset || header.nextOffset() > endOffset) {
      return null;
    }
    boolean fits = header.lastOffset() - paths.baseOffset() <= Integer.MAX_VALUE;
    RecordBatch batch = scanner.whole();
    return fits && batch.isCrcValid() ? batch : null;
  }

  /** Whether compaction has left a record in the segment. */
  boolean hasRecords() throws IOException {
    try (VolumeFile log = volume.open(paths.log(), OpenMode.READ)) {
      BatchScanner scanner = new BatchScanner(log, 0, log.size());
      RecordBatch batch = scanner.next();
      while (batch != null && batch.recordCount() == 0) {
        batch = scanner.next();
      }
      return batch != null;
    }
  }

  /** The largest timestamp of the segment's first batch, -1 if it has none. */
  long firstTimestampMs() throws IOException {
    try (VolumeFile log = volume.open(paths.log(), OpenMode.READ)) {
      return firstTimestampMs(log);
    }
  }

  /** What rolling by time counts from. */
  private static long firstTimestampMs(VolumeFile log) throws IOException {
    RecordBatch first = new BatchScanner(log, 0, log.size()).next();
    return first == null ? RecordBatch.NO_TIMESTAMP : first.maxTimestamp();
  }
}
