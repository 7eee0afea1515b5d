package io.barnabas.record;

/**
 * What a topic takes of the records themselves.
 *
 * @param keyRequired true for compacted topics
 * @param minTimestampMs from {@code message.timestamp.before.max.ms}
 * @param maxTimestampMs from {@code message.timestamp.after.max.ms}
 * @param maxExpandedBytes what the records of a batch may come to when decompressed
 */
public record RecordLimits(
    boolean keyRequired, long minTimestampMs, long maxTimestampMs, int maxExpandedBytes) {

  /** True for a timestamp within bounds, and for none at all, as in Kafka. */
  public boolean allowsTimestamp(long timestampMs) {
    return timestampMs == RecordBatch.NO_TIMESTAMP
        || (timestampMs >= minTimestampMs && timestampMs <= maxTimestampMs);
  }
}
