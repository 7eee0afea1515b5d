package io.barnabas.log;

/**
 * Where appended batches are in the log, once they are written.
 *
 * @param baseOffset offset of the first record
 * @param lastOffset offset of the last record
 * @param logAppendTimeMs the time given to the records, -1 where the producer's times were kept
 * @param logStartOffset the log start offset at the time of the append
 * @param duplicate true when the batch was in the log already and nothing was appended; the offsets
 *     are those of the first append
 */
public record AppendResult(
    long baseOffset,
    long lastOffset,
    long logAppendTimeMs,
    long logStartOffset,
    boolean duplicate) {}
