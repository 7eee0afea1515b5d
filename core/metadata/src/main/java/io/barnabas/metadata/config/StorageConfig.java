package io.barnabas.metadata.config;

import java.util.List;

/** Where and how the broker as a whole keeps logs; what may differ by topic is in TopicConfig. */
public final class StorageConfig {
  private final ConfigValues values;

  StorageConfig(ConfigValues values) {
    this.values = values;
  }

  /** The folders of partitions: {@code log.dirs}, else {@code log.dir}; at least one. */
  @SuppressWarnings("unchecked")
  public List<String> logDirs() {
    Object dirs = values.find("log.dirs");
    return dirs != null ? (List<String>) dirs : values.listOf("log.dir");
  }

  /** The folder of the metadata log: {@code metadata.log.dir}, else the first log folder. */
  public String metadataLogDir() {
    Object dir = values.find("metadata.log.dir");
    return dir != null ? (String) dir : logDirs().getFirst();
  }

  /** Size of each file of a journal. */
  public long journalFileBytes() {
    return values.longOf("log.journal.file.bytes");
  }

  /** How many files a journal has as long as the disk keeps up. */
  public int journalFiles() {
    return values.intOf("log.journal.files");
  }

  /** Memory for the ends of logs, all together. */
  public long tailCacheBytes() {
    return values.longOf("log.tail.cache.bytes");
  }

  /** What producers leave free in each log folder's file system, -1 for a share of it. */
  public long diskReserveBytes() {
    return values.longOf("log.disk.reserve.bytes");
  }

  public long retentionCheckIntervalMs() {
    return values.longOf("log.retention.check.interval.ms");
  }

  /** Whether compacted topics are compacted. */
  public boolean cleanerEnable() {
    return values.booleanOf("log.cleaner.enable");
  }

  public int cleanerThreads() {
    return values.intOf("log.cleaner.threads");
  }

  /** Memory for the keys of the cleanings that run at a time, in bytes. */
  public long cleanerDedupeBufferSize() {
    return values.longOf("log.cleaner.dedupe.buffer.size");
  }

  /** How much of that memory may be used, from 0 to 1. */
  public double cleanerIoBufferLoadFactor() {
    return values.doubleOf("log.cleaner.io.buffer.load.factor");
  }

  /** Bytes read and written in one go, by all cleaner threads together. */
  public int cleanerIoBufferSize() {
    return values.intOf("log.cleaner.io.buffer.size");
  }

  public double cleanerIoMaxBytesPerSecond() {
    return values.doubleOf("log.cleaner.io.max.bytes.per.second");
  }

  /** How long cleaning pauses when there was nothing to clean. */
  public long cleanerBackoffMs() {
    return values.longOf("log.cleaner.backoff.ms");
  }

  /** How often recovery points are written down. */
  public int flushOffsetCheckpointIntervalMs() {
    return values.intOf("log.flush.offset.checkpoint.interval.ms");
  }

  /** How long a producer that is silent is remembered. */
  public int producerIdExpirationMs() {
    return values.intOf("producer.id.expiration.ms");
  }

  public int producerIdExpirationCheckIntervalMs() {
    return values.intOf("producer.id.expiration.check.interval.ms");
  }

  /** Bytes of metadata records after which a snapshot is written. */
  public long metadataSnapshotBytes() {
    return values.longOf("metadata.log.max.record.bytes.between.snapshots");
  }
}
