package io.barnabas.log;

/**
 * Batches found in a segment's file.
 *
 * @param start position of the first
 * @param firstBatchBytes its size
 * @param end position where they end
 */
record SegmentSpan(long start, int firstBatchBytes, long end) {
  /** How many bytes of it a reader gets. */
  int sizeBytes(ReadRequest request) {
    long wanted = request.maxBytes();
    if (request.atLeastOneBatch()) {
      wanted = Math.max(wanted, firstBatchBytes);
    }
    return (int) Math.max(0, Math.min(wanted, end - start));
  }

  /** The part of it that lies before a position. */
  SegmentSpan endingBy(long position) {
    return end <= position ? this : new SegmentSpan(start, firstBatchBytes, position);
  }
}
