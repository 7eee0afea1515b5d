package io.barnabas.log;

import io.barnabas.record.CompressionType;
import io.barnabas.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * A topic's settings as far as a log needs them; the names are those of Kafka's topic configs.
 *
 * @param fileDeleteDelayMs how long a file that has left the log stays on the disk
 * @param producerIdExpirationMs how long an idle producer's state is kept (broker config {@code
 *     producer.id.expiration.ms})
 */
public record LogConfig(
    Segments segments,
    Messages messages,
    Retention retention,
    Compaction compaction,
    Flush flush,
    long fileDeleteDelayMs,
    long producerIdExpirationMs) {
  /** Kafka's defaults. */
  public static final LogConfig DEFAULT =
      new LogConfig(
          new Segments(1 << 30, 604_800_000L, 0, 4096, 10 << 20),
          new Messages(1_048_588, TimestampType.CREATE_TIME, Long.MAX_VALUE, 3_600_000L, null),
          new Retention(604_800_000L, -1, false),
          new Compaction(86_400_000L, 0, Long.MAX_VALUE, 0.5),
          new Flush(Long.MAX_VALUE, Long.MAX_VALUE, false),
          60_000L,
          86_400_000L);

  /**
   * When a segment ends.
   *
   * @param bytes {@code segment.bytes}
   * @param ms {@code segment.ms}
   * @param jitterMs {@code segment.jitter.ms}
   * @param indexIntervalBytes {@code index.interval.bytes}
   * @param indexBytes {@code segment.index.bytes}
   */
  public record Segments(
      int bytes, long ms, long jitterMs, int indexIntervalBytes, int indexBytes) {}

  /** When the active segment is to be sealed by age: in time to be compacted as well. */
  long sealAfterMs() {
    return retention.compact() ? Math.min(segments.ms(), compaction.maxLagMs()) : segments.ms();
  }

  /**
   * What is let in.
   *
   * @param maxBytes largest batch, {@code max.message.bytes}
   * @param timestampBeforeMaxMs {@code message.timestamp.before.max.ms}
   * @param timestampAfterMaxMs {@code message.timestamp.after.max.ms}
   * @param compressionType {@code compression.type}; null keeps the producer's
   */
  public record Messages(
      int maxBytes,
      TimestampType timestampType,
      long timestampBeforeMaxMs,
      long timestampAfterMaxMs,
      @Nullable CompressionType compressionType) {}

  /**
   * What is kept.
   *
   * @param ms {@code retention.ms}, -1 for ever
   * @param bytes {@code retention.bytes}, -1 for all
   * @param compact whether {@code cleanup.policy} has compact, so that every record needs a key
   */
  public record Retention(long ms, long bytes, boolean compact) {}

  /**
   * How a log is compacted.
   *
   * @param deleteRetentionMs how long a tombstone stays once it was cleaned, {@code
   *     delete.retention.ms}
   * @param minLagMs how long a record stays in any case, {@code min.compaction.lag.ms}
   * @param maxLagMs how long one stays dirty at most, {@code max.compaction.lag.ms}
   * @param minDirtyRatio how much must be dirty, {@code min.cleanable.dirty.ratio}
   */
  public record Compaction(
      long deleteRetentionMs, long minLagMs, long maxLagMs, double minDirtyRatio) {}

  /**
   * When the log is synced of itself.
   *
   * @param messages {@code flush.messages}
   * @param ms {@code flush.ms}
   * @param journaled whether an append counts as written when the journal has it, {@code
   *     log.durability}
   */
  public record Flush(long messages, long ms, boolean journaled) {}

  public LogConfig withSegments(Segments changed) {
    return new LogConfig(
        changed, messages, retention, compaction, flush, fileDeleteDelayMs, producerIdExpirationMs);
  }

  public LogConfig withMessages(Messages changed) {
    return new LogConfig(
        segments, changed, retention, compaction, flush, fileDeleteDelayMs, producerIdExpirationMs);
  }

  public LogConfig withRetention(Retention changed) {
    return new LogConfig(
        segments, messages, changed, compaction, flush, fileDeleteDelayMs, producerIdExpirationMs);
  }

  public LogConfig withCompaction(Compaction changed) {
    return new LogConfig(
        segments, messages, retention, changed, flush, fileDeleteDelayMs, producerIdExpirationMs);
  }

  public LogConfig withFlush(Flush changed) {
    return new LogConfig(
        segments,
        messages,
        retention,
        compaction,
        changed,
        fileDeleteDelayMs,
        producerIdExpirationMs);
  }

  public LogConfig withFileDeleteDelayMs(long changed) {
    return new LogConfig(
        segments, messages, retention, compaction, flush, changed, producerIdExpirationMs);
  }
}
