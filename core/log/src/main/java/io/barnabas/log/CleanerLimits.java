package io.barnabas.log;

/**
 * What compaction may use of one shard.
 *
 * @param dedupeBufferBytes memory for the keys of one cleaning
 * @param loadFactor how much of it may be used
 * @param sliceBytes what is read or written before others get the disk thread
 * @param maxBytesPerSecond read and written together
 * @param backoffMs how long to wait when there was nothing to clean
 */
public record CleanerLimits(
    long dedupeBufferBytes,
    double loadFactor,
    int sliceBytes,
    double maxBytesPerSecond,
    long backoffMs) {
  /** Kafka's defaults, for a single shard. */
  public static final CleanerLimits DEFAULT =
      new CleanerLimits(128 << 20, 0.9, 512 << 10, Double.MAX_VALUE, 15_000);
}
