package io.barnabas.simulator.log;

import io.barnabas.log.PartitionLog;
import java.util.function.Consumer;

/** Flushing a log, and taking something away from it at either end. */
final class Trims {
  private static final int MAX_RECORDS = 20;

  private final LogSession session;

  Trims(LogSession session) {
    this.session = session;
  }

  void flush() {
    PartitionLog log = session.log();
    session.await(log.flush(), _ -> session.history().synced(log.recoveryPoint()));
  }

  void deleteSome() {
    PartitionLog log = session.log();
    long beforeOffset = log.logStartOffset() + session.chance().nextInt(MAX_RECORDS);
    if (beforeOffset <= log.highWatermark()) {
      session.history().deletionAsked(beforeOffset);
      session.await(log.deleteRecordsBefore(beforeOffset), _ -> {});
    }
  }

  /** The checkpoints are written first, as no recovery may believe what comes after the cut. */
  void truncate(Runnable onDone, Consumer<PartitionLog> onFailed) {
    PartitionLog log = session.log();
    long endOffset = log.logEndOffset();
    long target = Math.max(log.logStartOffset(), endOffset - session.chance().nextInt(MAX_RECORDS));
    long lowestEnd = Math.max(0, target - Appends.MAX_RECORDS);
    session.history().truncationAsked(lowestEnd);
    session.partition().checkpoint(Math.min(log.recoveryPoint(), lowestEnd));
    session.partition().keepLogStart(log.logStartOffset());
    session.await(
        log.truncateTo(target),
        _ -> {
          session.history().truncated(log.logEndOffset());
          session.beginProducer();
          log.advanceHighWatermark(log.writtenOffset());
          onDone.run();
        },
        failure -> {
          session.requireExpected(failure);
          // It may have been done all the same, down to the start of the batch.
          session.history().truncated(lowestEnd);
          onFailed.accept(log);
        });
  }

  /** Fails when a write from before fails only now. */
  void close(Runnable onFailed) {
    PartitionLog log = session.log();
    session.await(
        log.close(),
        _ -> {
          session.partition().keepLogStart(log.logStartOffset());
          session.partition().noteClosedInOrder(log.recoveryPoint());
        },
        failure -> {
          session.requireExpected(failure);
          onFailed.run();
        });
  }
}
