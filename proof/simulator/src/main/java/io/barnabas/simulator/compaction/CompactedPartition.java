package io.barnabas.simulator.compaction;

import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.log.CleanerLimits;
import io.barnabas.log.LogConfig;
import io.barnabas.log.LogIdentity;
import io.barnabas.log.PartitionLog;
import io.barnabas.log.StartPoint;
import io.barnabas.log.TopicPartition;
import io.barnabas.protocol.primitive.Uuid;
import java.nio.file.Path;

/** What outlives the process: settings, the checkpoints, and what the log must hold. */
final class CompactedPartition {
  private static final long DELETE_RETENTION_MS = 100;
  private static final int OFFSET_MAP_ENTRY_BYTES = 24;

  private final LogIdentity identity;
  private final LogConfig config;
  private final CleanerLimits limits;
  private final KeyHistory history = new KeyHistory(DELETE_RETENTION_MS);
  private StartPoint start = StartPoint.UNKNOWN;
  private int nextValue;
  private int checks;

  CompactedPartition(Path root, SeededRandomness chance) {
    TopicPartition name = new TopicPartition("compacted", 0);
    identity = new LogIdentity(root.resolve(name.toString()), name, new Uuid(3, 4));
    config =
        LogConfig.DEFAULT
            .withSegments(
                new LogConfig.Segments(
                    600 + chance.nextInt(2_000), 604_800_000L, 0, chance.nextInt(500), 10 << 20))
            .withRetention(new LogConfig.Retention(-1, -1, true))
            .withCompaction(
                new LogConfig.Compaction(
                    DELETE_RETENTION_MS, chance.nextInt(2) * 10L, Long.MAX_VALUE, 0))
            .withFileDeleteDelayMs(chance.nextInt(50));
    limits =
        new CleanerLimits(
            (long) OFFSET_MAP_ENTRY_BYTES * (3 + chance.nextInt(40)),
            0.9,
            50 + chance.nextInt(1_000),
            chance.chance(500) ? 1e6 : Double.MAX_VALUE,
            1 + chance.nextInt(10));
  }

  LogIdentity identity() {
    return identity;
  }

  LogConfig config() {
    return config;
  }

  CleanerLimits limits() {
    return limits;
  }

  KeyHistory history() {
    return history;
  }

  String nextValue() {
    return "value-" + nextValue++;
  }

  StartPoint start() {
    return start;
  }

  /** Keeps what the log says of itself, as the checkpoint files do from time to time. */
  void checkpoint(PartitionLog log) {
    start = new StartPoint(log.logStartOffset(), log.recoveryPoint(), log.cleanedOffset(), false);
  }

  void noteCheck() {
    checks++;
  }

  /** How often the whole log was read and found right. */
  int checks() {
    return checks;
  }
}
