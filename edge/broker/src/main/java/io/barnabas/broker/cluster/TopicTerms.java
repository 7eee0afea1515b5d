package io.barnabas.broker.cluster;

import io.barnabas.log.LogConfig;
import io.barnabas.log.LogConfig.Compaction;
import io.barnabas.log.LogConfig.Flush;
import io.barnabas.log.LogConfig.Messages;
import io.barnabas.log.LogConfig.Retention;
import io.barnabas.log.LogConfig.Segments;
import io.barnabas.metadata.config.TopicConfig;
import io.barnabas.record.CompressionType;
import io.barnabas.record.TimestampType;
import io.barnabas.replication.LeaderTerms;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a topic's configs mean to the leaders of its partitions. */
record TopicTerms(TopicConfig config, long producerIdExpirationMs) {
  LeaderTerms forEpoch(int leaderEpoch) {
    return new LeaderTerms(leaderEpoch, config.minInsyncReplicas(), logConfig());
  }

  private LogConfig logConfig() {
    return new LogConfig(
        new Segments(
            config.segmentBytes(),
            config.segmentMs(),
            config.segmentJitterMs(),
            config.indexIntervalBytes(),
            config.segmentIndexBytes()),
        new Messages(
            config.maxMessageBytes(),
            config.isLogAppendTime() ? TimestampType.LOG_APPEND_TIME : TimestampType.CREATE_TIME,
            config.messageTimestampBeforeMaxMs(),
            config.messageTimestampAfterMaxMs(),
            compressionType(config.compressionType())),
        retention(),
        new Compaction(
            config.deleteRetentionMs(),
            config.minCompactionLagMs(),
            config.maxCompactionLagMs(),
            config.minCleanableDirtyRatio()),
        new Flush(config.flushMessages(), config.flushMs(), config.isJournaled()),
        config.fileDeleteDelayMs(),
        producerIdExpirationMs);
  }

  /** Only a policy that deletes has limits of age and size. */
  private Retention retention() {
    return config.isDeleted()
        ? new Retention(config.retentionMs(), config.retentionBytes(), config.isCompacted())
        : new Retention(-1, -1, config.isCompacted());
  }

  /** Null leaves each batch in the codec that its producer chose. */
  private static @Nullable CompressionType compressionType(String name) {
    return switch (name) {
      case "producer" -> null;
      case "uncompressed" -> CompressionType.NONE;
      default -> CompressionType.valueOf(name.toUpperCase(Locale.ROOT));
    };
  }
}
