package io.barnabas.broker.cluster;

import io.barnabas.broker.partition.ShardPartitions;
import io.barnabas.log.CleanerLimits;
import io.barnabas.metadata.config.StorageConfig;
import java.util.Optional;

/**
 * The broker's settings of compaction, shared out among its shards. Each shard cleans one log at a
 * time; {@code log.cleaner.threads} says on how many disk lanes, of which shards take turns.
 */
record CleanerTerms(CleanerLimits limits, int lanes) {
  /** Far from the keys of logs, which have lanes of their own. */
  private static final int FIRST_LANE = 0x636c6561;

  /** Nothing where compaction is switched off. */
  static Optional<CleanerTerms> of(StorageConfig config, int shards) {
    int lanes = Math.min(config.cleanerThreads(), shards);
    if (!config.cleanerEnable() || lanes == 0) {
      return Optional.empty();
    }
    CleanerLimits limits =
        new CleanerLimits(
            config.cleanerDedupeBufferSize() / shards,
            config.cleanerIoBufferLoadFactor(),
            Math.max(1, config.cleanerIoBufferSize() / lanes),
            config.cleanerIoMaxBytesPerSecond() / shards,
            config.cleanerBackoffMs());
    return Optional.of(new CleanerTerms(limits, lanes));
  }

  void order(ShardPartitions shard) {
    shard.compact(limits, FIRST_LANE + shard.shard().index() % lanes);
  }
}
