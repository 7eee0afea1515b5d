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

/**
 * What outlives the process: settings, the checkpoints, what the log must hold, and what happens to
 * it besides compaction.
 */
final class CompactedPartition {
  private static final long DELETE_RETENTION_MS = 100;
  private static final int OFFSET_MAP_ENTRY_BYTES = 24;

  private final LogIdentity identity;
  private final LogConfig config;
  private final CleanerLimits limits;
  private final boolean lags;
  private final boolean truncates;
  private final boolean deletesRecords;
  private final KeyHistory history;
  private final RetentionCheck retention;
  private StartPoint start = StartPoint.UNKNOWN;
  private long committed;
  private int nextValue;
  private int checks;

  CompactedPartition(Path root, SeededRandomness chance) {
    TopicPartition name = new TopicPartition("compacted", 0);
    identity = new LogIdentity(root.resolve(name.toString()), name, new Uuid(3, 4));
    config = randomConfig(chance);
    limits =
        new CleanerLimits(
            (long) OFFSET_MAP_ENTRY_BYTES * (3 + chance.nextInt(40)),
            0.9,
            50 + chance.nextInt(1_000),
            chance.chance(500) ? 1e6 : Double.MAX_VALUE,
            1 + chance.nextInt(10));
    lags = chance.chance(500);
    truncates = lags && chance.chance(600);
    deletesRecords = chance.chance(400);
    history = new KeyHistory(DELETE_RETENTION_MS, isJournaled());
    retention = new RetentionCheck(config.retention(), history);
  }

  private static LogConfig randomConfig(SeededRandomness chance) {
    boolean deletes = chance.chance(400);
    long retentionMs = deletes && chance.chance(600) ? 30 + chance.nextInt(300) : -1;
    long retentionBytes = deletes && chance.chance(600) ? 500 + chance.nextInt(6_000) : -1;
    return LogConfig.DEFAULT
        .withSegments(
            new LogConfig.Segments(
                600 + chance.nextInt(2_000), 604_800_000L, 0, chance.nextInt(500), 10 << 20))
        .withRetention(new LogConfig.Retention(retentionMs, retentionBytes, true))
        .withCompaction(
            new LogConfig.Compaction(
                DELETE_RETENTION_MS, chance.nextInt(2) * 10L, Long.MAX_VALUE, 0))
        .withFlush(new LogConfig.Flush(Long.MAX_VALUE, Long.MAX_VALUE, chance.chance(500)))
        .withFileDeleteDelayMs(chance.nextInt(50));
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

  boolean isJournaled() {
    return config.flush().journaled();
  }

  /** Whether the high watermark may be behind what is written. */
  boolean lags() {
    return lags;
  }

  /** Whether the log is cut now and then, as a follower's. */
  boolean truncates() {
    return truncates;
  }

  /** Whether somebody deletes records at the log's start now and then. */
  boolean deletesRecords() {
    return deletesRecords;
  }

  /** Whether {@code cleanup.policy} has delete. */
  boolean hasRetention() {
    return config.retention().ms() >= 0 || config.retention().bytes() >= 0;
  }

  KeyHistory history() {
    return history;
  }

  RetentionCheck retention() {
    return retention;
  }

  String nextValue() {
    return "value-" + nextValue++;
  }

  /** What the log directory would tell a log that is opened now. */
  StartPoint start() {
    return start;
  }

  /** The log is in use: it counts as closed in order only when it is closed again. */
  void noteOpened(PartitionLog log) {
    keep(start.logStartOffset(), start.recoveryPoint(), start.cleanedOffset(), false);
    cutTo(log.logEndOffset());
  }

  /** Keeps what the log says of itself, as the checkpoint files do from time to time. */
  void checkpoint(PartitionLog log) {
    keep(log.logStartOffset(), log.recoveryPoint(), log.cleanedOffset(), false);
  }

  /** Keeps that nothing is believed of what lies beyond an offset. */
  void checkpointForCut(PartitionLog log, long lowestEnd) {
    keep(
        log.logStartOffset(),
        Math.min(log.recoveryPoint(), lowestEnd),
        Math.min(log.cleanedOffset(), lowestEnd),
        false);
  }

  void keepLogStart(long logStartOffset) {
    keep(logStartOffset, start.recoveryPoint(), start.cleanedOffset(), start.cleanShutdown());
  }

  void closedInOrder(PartitionLog log) {
    keep(log.logStartOffset(), log.recoveryPoint(), log.cleanedOffset(), true);
  }

  boolean isClosedInOrder() {
    return start.cleanShutdown();
  }

  private void keep(long logStart, long recoveryPoint, long cleanedOffset, boolean inOrder) {
    start = new StartPoint(logStart, recoveryPoint, cleanedOffset, inOrder);
    history.startKept(logStart);
  }

  /** All below is committed: no follower cuts it off. */
  long committed() {
    return committed;
  }

  void committed(long highWatermark) {
    committed = Math.max(committed, highWatermark);
  }

  /** The log ends at an offset: what was beyond is not there any more. */
  void cutTo(long endOffset) {
    committed = Math.min(committed, endOffset);
  }

  void noteCheck() {
    checks++;
  }

  /** How often the whole log was read and found right. */
  int checks() {
    return checks;
  }
}
