package io.barnabas.log;

/**
 * What a look at a segment's file showed.
 *
 * @param soundBytes so much of the file was not looked at, for it was known to be good
 * @param validBytes where the last whole batch ends
 * @param nextOffset the offset after the last record, the base offset if there is none
 * @param firstTimestampMs largest timestamp of the first batch, -1 if there is none
 * @param index its indexes, which may have entries that are not in the files
 */
record SegmentContent(
    long soundBytes, long validBytes, long nextOffset, long firstTimestampMs, SegmentIndex index) {}
