package io.barnabas.simulator.compaction;

import io.barnabas.log.PartitionLog;
import io.barnabas.simulator.Violation;

/** Flushing a compacted log, and taking something away from it at either end. */
final class KeyedTrims {
  private static final int MAX_RECORDS = 30;

  private final CompactedSession session;

  KeyedTrims(CompactedSession session) {
    this.session = session;
  }

  void flush() {
    PartitionLog log = session.log();
    long written = log.writtenOffset();
    session.await(log.flush(), _ -> session.history().durable(written));
  }

  void deleteSome() {
    PartitionLog log = session.log();
    long room = Math.min(MAX_RECORDS, log.highWatermark() - log.logStartOffset());
    long beforeOffset = log.logStartOffset() + session.chance().nextLong(room + 1);
    session.history().deletionAsked(beforeOffset);
    session.await(
        log.deleteRecordsBefore(beforeOffset),
        _ -> {
          if (log.logStartOffset() < beforeOffset) {
            throw new Violation("What lies below %d was not deleted".formatted(beforeOffset));
          }
        });
  }

  void deleteOld() {
    session.await(session.log().deleteOldSegments(), _ -> {});
  }

  /**
   * As a follower does, not below what is committed; nothing else may be under way. The checkpoints
   * are written first, as no recovery may believe what comes after the cut.
   */
  void truncate(Runnable onDone, Runnable onFailed) {
    PartitionLog log = session.log();
    CompactedPartition partition = session.partition();
    long lowest = Math.max(log.highWatermark(), partition.committed());
    long room = Math.min(MAX_RECORDS, Math.max(0, log.logEndOffset() - lowest));
    long target = log.logEndOffset() - session.chance().nextLong(room + 1);
    long lowestEnd = Math.max(0, target - KeyedAppends.MAX_RECORDS);
    session.history().truncationAsked(lowestEnd);
    partition.checkpointForCut(log, lowestEnd);
    session.await(
        log.truncateTo(target),
        _ -> {
          session.history().truncated(log.logEndOffset());
          partition.cutTo(log.logEndOffset());
          onDone.run();
        },
        _ -> {
          session.history().truncationFailed(lowestEnd);
          onFailed.run();
        });
  }

  /** Fails when a write from before fails only now. */
  void close(Runnable onFailed) {
    PartitionLog log = session.log();
    session.await(
        log.close(),
        _ -> {
          session.history().durable(log.logEndOffset());
          session.partition().closedInOrder(log);
        },
        _ -> onFailed.run());
  }
}
