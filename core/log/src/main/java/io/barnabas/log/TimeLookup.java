package io.barnabas.log;

import io.barnabas.environment.Volume;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import io.barnabas.record.Record;
import io.barnabas.record.RecordBatch;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A question to the files of a log: which record is the first that is not older than a time?
 *
 * @param candidates the segments that may hold it, in order
 * @param firstOffset no record before it counts
 */
record TimeLookup(List<Candidate> candidates, long firstOffset) {
  private static final int MAX_EXPANDED_BYTES = 256 << 20;

  /**
   * One segment.
   *
   * @param fileBytes how much of its log file counts
   * @param largestTimestampMs its largest timestamp, or {@link #ASK_FILE}
   * @param maxTimeEntries how much of its time index file counts
   * @param maxOffsetEntries how much of its offset index file counts
   */
  record Candidate(
      SegmentPaths paths,
      long fileBytes,
      long largestTimestampMs,
      int maxTimeEntries,
      int maxOffsetEntries) {
    static final long ASK_FILE = Long.MIN_VALUE;

    static Candidate of(Segment segment) {
      SegmentIndex index = segment.index();
      return index == null
          ? new Candidate(
              segment.paths(), segment.fileBytes(), ASK_FILE, Integer.MAX_VALUE, Integer.MAX_VALUE)
          : new Candidate(
              segment.paths(),
              segment.fileBytes(),
              index.largestTimestampMs(),
              index.times().fileEntries(),
              index.offsets().fileEntries());
    }
  }

  /** The first record at or after a time. Blocking. */
  Optional<TimestampedOffset> firstNotBefore(Volume volume, long timestampMs) throws IOException {
    for (Candidate candidate : candidates) {
      if (largestTimestampMs(volume, candidate) >= timestampMs) {
        Optional<TimestampedOffset> found = search(volume, candidate, timestampMs);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** The first of the records with the largest timestamp. Blocking. */
  Optional<TimestampedOffset> largest(Volume volume) throws IOException {
    long largest = RecordBatch.NO_TIMESTAMP;
    for (Candidate candidate : candidates) {
      largest = Math.max(largest, largestTimestampMs(volume, candidate));
    }
    return largest < 0 ? Optional.empty() : firstNotBefore(volume, largest);
  }

  private static long largestTimestampMs(Volume volume, Candidate candidate) throws IOException {
    return candidate.largestTimestampMs() != Candidate.ASK_FILE
        ? candidate.largestTimestampMs()
        : new SegmentInspection(volume, candidate.paths()).largestTimestampMs();
  }

  private Optional<TimestampedOffset> search(Volume volume, Candidate candidate, long timestampMs)
      throws IOException {
    try (VolumeFile log = volume.open(candidate.paths().log(), OpenMode.READ)) {
      long start = startPosition(volume, log, candidate, timestampMs);
      BatchScanner scanner = new BatchScanner(log, start, candidate.fileBytes());
      for (RecordBatch batch = scanner.next(); batch != null; batch = scanner.next()) {
        if (batch.maxTimestamp() >= timestampMs && batch.lastOffset() >= firstOffset) {
          Optional<TimestampedOffset> found = search(scanner.whole(), timestampMs);
          if (found.isPresent()) {
            return found;
          }
        }
      }
      return Optional.empty();
    }
  }

  private static long startPosition(
      Volume volume, VolumeFile log, Candidate candidate, long timestampMs) throws IOException {
    if (candidate.maxTimeEntries() == 0 || candidate.maxOffsetEntries() == 0) {
      return 0;
    }
    SegmentPaths paths = candidate.paths();
    long offset = IndexFile.floorOffset(volume, paths, candidate.maxTimeEntries(), timestampMs);
    return new IndexLead(volume, paths, log, candidate.fileBytes())
        .startFor(offset, candidate.maxOffsetEntries());
  }

  private Optional<TimestampedOffset> search(RecordBatch batch, long timestampMs) {
    int epoch = batch.partitionLeaderEpoch();
    if (batch.magic() < RecordBatch.MAGIC_V2) {
      return Optional.of(new TimestampedOffset(batch.maxTimestamp(), batch.baseOffset(), epoch));
    }
    for (Record record : batch.records(MAX_EXPANDED_BYTES)) {
      if (record.timestampMs() >= timestampMs && record.offset() >= firstOffset) {
        return Optional.of(new TimestampedOffset(record.timestampMs(), record.offset(), epoch));
      }
    }
    return Optional.empty();
  }
}
