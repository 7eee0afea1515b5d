package io.barnabas.log;

import io.barnabas.record.RecordBatch;

/** The end of a log as appends need it: the active segment's indexes and when it must be sealed. */
final class ActiveTail {
  private final SegmentIndex index;
  private final RecentBatches recent = new RecentBatches();
  private final long createdMs;
  private final long jitterMs;
  private long firstTimestampMs;

  /**
   * The tail of a segment.
   *
   * @param firstTimestampMs largest timestamp of the segment's first batch, -1 if there is none
   * @param createdMs wall-clock time from which its age counts if its records have no timestamps
   * @param jitterMs how much earlier than {@code segment.ms} it is sealed, so that many are not
   *     sealed at once
   */
  ActiveTail(SegmentIndex index, long firstTimestampMs, long createdMs, long jitterMs) {
    this.index = index;
    this.firstTimestampMs = firstTimestampMs;
    this.createdMs = createdMs;
    this.jitterMs = jitterMs;
  }

  SegmentIndex index() {
    return index;
  }

  RecentBatches recent() {
    return recent;
  }

  /** Notes a batch appended at a position of the active segment. */
  void onBatch(RecordBatch batch, int position, int indexIntervalBytes) {
    if (position == 0) {
      firstTimestampMs = batch.maxTimestamp();
    }
    index.onBatch(batch, position, indexIntervalBytes);
    recent.add(batch.baseOffset(), batch.nextOffset(), position, batch.sizeBytes());
  }

  /**
   * Whether an append must go to a new segment.
   *
   * @param sizeBytes of the active segment
   */
  boolean mustRoll(LogConfig config, long sizeBytes, AppendSummary append, long nowMs) {
    LogConfig.Segments limits = config.segments();
    if (sizeBytes == 0) {
      return false;
    }
    return sizeBytes > limits.bytes() - append.sizeBytes()
        || ageMs(append.maxTimestampMs(), nowMs) > config.sealAfterMs() - jitterMs
        || index.isFull(limits.indexBytes())
        || !index.reaches(append.lastOffset());
  }

  /** By the records' own time if they have one, as in Kafka. */
  private long ageMs(long appendTimestampMs, long nowMs) {
    return firstTimestampMs < 0 ? nowMs - createdMs : appendTimestampMs - firstTimestampMs;
  }
}
