package io.barnabas.log.journal;

/**
 * Which part of its log an append is.
 *
 * @param segmentBaseOffset of the segment that the batches belong into
 * @param baseOffset of the first batch
 * @param nextOffset after the last record
 * @param durableOffset what lies below was durable when the append was asked for; what lies between
 *     it and the base offset was asked for too, and may have failed
 * @param recoveryPoint the log's when the append was asked for, not above the base offset: what is
 *     to be looked through after a crash, however long ago the checkpoint was written
 */
public record JournalSpan(
    long segmentBaseOffset,
    long baseOffset,
    long nextOffset,
    long durableOffset,
    long recoveryPoint) {
  JournalSpan upTo(long offset) {
    return offset >= nextOffset
        ? this
        : new JournalSpan(segmentBaseOffset, baseOffset, offset, durableOffset, recoveryPoint);
  }
}
