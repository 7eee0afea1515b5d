package io.barnabas.replication.fetch;

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
  boolean mustBeTold() {
    return isError || hasRecords || diverges;
  }
}
