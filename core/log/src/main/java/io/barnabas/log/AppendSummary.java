package io.barnabas.log;

/**
 * What must be known of an append as a whole.
 *
 * @param firstOffset offset of its first record
 * @param lastOffset offset of its last record
 * @param maxTimestampMs largest timestamp of its records, -1 if they have none
 */
record AppendSummary(int sizeBytes, long firstOffset, long lastOffset, long maxTimestampMs) {}
