package io.barnabas.log;

import io.barnabas.record.RecordBatch;

/**
 * Both indexes of a segment that is being appended to or read through, and the rule when they get
 * an entry: at the first batch after more than {@code index.interval.bytes} without one.
 */
final class SegmentIndex {
  private final long baseOffset;
  private final OffsetIndex offsets;
  private final TimeIndex times;
  private long largestTimestampMs = RecordBatch.NO_TIMESTAMP;
  private long offsetOfLargestTimestamp = -1;
  private long bytesSinceEntry;

  private SegmentIndex(long baseOffset, OffsetIndex offsets, TimeIndex times) {
    this.baseOffset = baseOffset;
    this.offsets = offsets;
    this.times = times;
  }

  /** The indexes of a segment as yet without entries. */
  static SegmentIndex empty(long baseOffset) {
    return new SegmentIndex(
        baseOffset,
        new OffsetIndex(baseOffset, 0),
        new TimeIndex(baseOffset, 0, RecordBatch.NO_TIMESTAMP));
  }

  /**
   * The indexes of a segment whose entries are all in its files.
   *
   * @param largest the last entry of the time index
   */
  static SegmentIndex inFiles(
      long baseOffset, int offsetEntries, int timeEntries, TimestampedOffset largest) {
    SegmentIndex index =
        new SegmentIndex(
            baseOffset,
            new OffsetIndex(baseOffset, offsetEntries),
            new TimeIndex(baseOffset, timeEntries, largest.timestampMs()));
    index.largestTimestampMs = largest.timestampMs();
    index.offsetOfLargestTimestamp = largest.offset();
    return index;
  }

  OffsetIndex offsets() {
    return offsets;
  }

  TimeIndex times() {
    return times;
  }

  /** The largest timestamp in the segment, -1 if there is none. */
  long largestTimestampMs() {
    return largestTimestampMs;
  }

  /** Notes a batch that follows all noted before. */
  void onBatch(RecordBatch batch, int position, int intervalBytes) {
    long lastOffset = batch.lastOffset();
    noteTimestamp(batch);
    if (bytesSinceEntry > intervalBytes) {
      offsets.append(lastOffset, position);
      times.maybeAppend(largestTimestampMs, offsetOfLargestTimestamp);
      bytesSinceEntry = 0;
    }
    bytesSinceEntry += batch.sizeBytes();
  }

  /** Notes a batch that has been considered for an entry before, in an earlier life. */
  void onKnownBatch(RecordBatch batch) {
    noteTimestamp(batch);
    bytesSinceEntry += batch.sizeBytes();
  }

  /** A batch that compaction has emptied has a time, but no record of that time. */
  private void noteTimestamp(RecordBatch batch) {
    if (batch.maxTimestamp() > largestTimestampMs && batch.recordCount() != 0) {
      largestTimestampMs = batch.maxTimestamp();
      offsetOfLargestTimestamp = batch.lastOffset();
    }
  }

  /** Whether there may be no room for another entry in files of the given size. */
  boolean isFull(int indexBytes) {
    return offsets.entries() >= indexBytes / OffsetIndex.ENTRY_BYTES
        || times.entries() >= indexBytes / TimeIndex.ENTRY_BYTES - 1;
  }

  /** Whether an offset can be told relative to the base offset. */
  boolean reaches(long offset) {
    return offset - baseOffset <= Integer.MAX_VALUE;
  }

  /** Ends the time index with the largest timestamp and gives what the files lack. */
  IndexTail finish() {
    times.maybeAppend(largestTimestampMs, offsetOfLargestTimestamp);
    return soFar();
  }

  /** What the files lack, of a segment that grows on. */
  IndexTail soFar() {
    return new IndexTail(
        (long) offsets.fileEntries() * OffsetIndex.ENTRY_BYTES,
        offsets.encode(),
        (long) times.fileEntries() * TimeIndex.ENTRY_BYTES,
        times.encode());
  }
}
