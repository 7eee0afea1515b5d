package io.barnabas.replication.fetch;

import org.jspecify.annotations.Nullable;

/**
 * What an answer says of a partition, as far as it decides whether an incremental answer must name
 * it.
 */
public record PartitionNews(
    boolean isError,
    boolean hasRecords,
    boolean diverges,
    long highWatermark,
    long logStartOffset) {
  /** Whether the client must be told, of which the last that it was told is known, if anything. */
  boolean isNewsAfter(@Nullable PartitionNews lastTold) {
    return isError
        || hasRecords
        || diverges
        || lastTold == null
        || highWatermark != lastTold.highWatermark
        || logStartOffset != lastTold.logStartOffset;
  }
}
