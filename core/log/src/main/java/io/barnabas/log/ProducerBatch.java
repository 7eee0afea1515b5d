package io.barnabas.log;

/**
 * What is remembered of one batch of an idempotent producer.
 *
 * @param lastSequence sequence number of its last record
 * @param lastOffset offset of its last record
 * @param offsetDelta how far the first record is before the last, in offsets and sequence numbers
 * @param timestampMs its largest timestamp
 */
record ProducerBatch(int lastSequence, long lastOffset, int offsetDelta, long timestampMs) {
  /** Sequence numbers go on with 0 after 2^31 - 1. */
  int firstSequence() {
    return (lastSequence - offsetDelta) & Integer.MAX_VALUE;
  }

  long firstOffset() {
    return lastOffset - offsetDelta;
  }
}
