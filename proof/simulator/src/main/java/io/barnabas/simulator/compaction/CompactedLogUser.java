package io.barnabas.simulator.compaction;

import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.environment.simulated.SimulatedShard;
import io.barnabas.log.LogException;
import io.barnabas.log.LogListener;
import io.barnabas.log.PartitionLog;
import io.barnabas.log.ShardJournal;
import io.barnabas.simulator.ExpectedFailure;
import io.barnabas.simulator.Watch;
import org.jspecify.annotations.Nullable;

/**
 * One life of a compacted log: opened and read whole, then appended to, flushed, read and cut while
 * its cleaner works; opened again and read whole when it has failed.
 */
final class CompactedLogUser implements LogListener {
  private static final int RETRY_MS = 10;
  private static final int MAX_PAUSE_MS = 3;

  /** Longer than any retention here. */
  private static final int LONG_MS = 1_000;

  private final CompactedSession session;
  private final CompactedPartition partition;
  private final CleanerPause cleaner;
  private @Nullable ShardJournal journal;
  private boolean resting = true;
  private boolean ending;
  private boolean reopening;
  private boolean checked;
  private int openings;

  CompactedLogUser(
      CompactedPartition partition, SimulatedShard shard, SeededRandomness chance, Watch watch) {
    session = new CompactedSession(partition, shard, chance, watch);
    cleaner = new CleanerPause(shard, partition.limits(), watch);
    this.partition = partition;
  }

  /**
   * @param opened the journal, null for a partition that has none
   */
  void start(@Nullable ShardJournal opened) {
    journal = opened;
    open();
  }

  private void open() {
    session
        .watch()
        .when(
            PartitionLog.open(
                session.shard(),
                partition.identity(),
                partition.config(),
                partition.start(),
                this,
                journal),
            (opened, failure) -> {
              if (opened == null) {
                ExpectedFailure.require(failure);
                session.later(RETRY_MS, this::open);
              } else {
                session.opened(opened);
                partition.noteOpened(opened);
                check(this::work);
              }
            });
  }

  /** Reads the log while nobody changes it; ends without a word when the log fails meanwhile. */
  private void check(Runnable then) {
    int opening = openings;
    cleaner.begin(
        () ->
            new KeyedRead(session, () -> opening == openings)
                .start(
                    whole -> {
                      partition.history().readWhole(whole);
                      partition.noteCheck();
                      then.run();
                    }));
  }

  private void work() {
    PartitionLog log = session.log();
    if (log.highWatermark() < partition.committed() || !partition.lags()) {
      new KeyedAppends(session).raiseHighWatermark();
    }
    if (!ending) {
      cleaner.end(log);
      resting = false;
      goOn();
    }
  }

  private void goOn() {
    session.later(session.chance().nextInt(MAX_PAUSE_MS + 1), this::act);
  }

  private void act() {
    if (resting) {
      return;
    }
    KeyedTrims trims = new KeyedTrims(session);
    switch (session.chance().nextInt(40)) {
      case 0, 1, 2, 3 -> trims.flush();
      case 4, 5, 6, 7 -> partition.checkpoint(session.log());
      case 8 -> deleteSome(trims);
      case 9, 10 -> deleteOld(trims);
      case 11, 12 -> truncateWhenQuiet(trims);
      default -> new KeyedAppends(session).append();
    }
    goOn();
  }

  private void deleteSome(KeyedTrims trims) {
    if (partition.deletesRecords()) {
      trims.deleteSome();
    }
  }

  private void deleteOld(KeyedTrims trims) {
    if (partition.hasRetention()) {
      trims.deleteOld();
    }
  }

  private void truncateWhenQuiet(KeyedTrims trims) {
    if (partition.truncates() && session.isQuiet()) {
      resting = true;
      trims.truncate(this::work, this::reopenLater);
    }
  }

  /** Whether it works, rather than waiting for the log to be opened. */
  boolean isWorking() {
    return !resting;
  }

  /** Ends the work; the log is then cleaned and read once more. */
  void rest() {
    ending = true;
    resting = true;
    if (!isIdle()) {
      session.later(1, this::rest);
      return;
    }
    commitAll();
    session.later(LONG_MS, () -> check(this::deleteAllOld));
  }

  private boolean isIdle() {
    return session.isQuiet() && session.isAvailable();
  }

  private void commitAll() {
    PartitionLog log = session.log();
    log.advanceHighWatermark(log.writtenOffset());
    partition.committed(log.highWatermark());
  }

  private void deleteAllOld() {
    if (!partition.hasRetention()) {
      checked = true;
      return;
    }
    PartitionLog log = session.log();
    session.await(
        log.deleteOldSegments(),
        _ -> {
          partition
              .retention()
              .requireDone(
                  log.logStartOffset(),
                  log.logEndOffset(),
                  log.sizeBytes(),
                  partition.config().segments().bytes());
          check(() -> checked = true);
        });
  }

  boolean isChecked() {
    return checked;
  }

  /** Closes the log in order, once what is under way has ended and the log is in order. */
  void close() {
    ending = true;
    resting = true;
    if (isIdle()) {
      new KeyedTrims(session).close(() -> session.later(RETRY_MS, this::close));
    } else {
      session.later(1, this::close);
    }
  }

  /** What a log says that may have been cut or not is of no use before it was read. */
  void noteCrash() {
    if (isWorking() && session.isAvailable()) {
      partition.history().durable(session.log().recoveryPoint());
    }
    partition.history().crashed();
  }

  /** The checkpoint that keeps it may be late: the log must cope with an older one. */
  @Override
  public void onLogStartOffset(PartitionLog moved, long logStartOffset) {
    session
        .watch()
        .guard(
            () -> {
              if (logStartOffset > partition.history().deletedBelow()) {
                long nowMs = session.nowMs();
                partition.retention().deleted(logStartOffset, partition.committed(), nowMs);
              }
              if (session.chance().chance(500)) {
                partition.keepLogStart(logStartOffset);
              }
            });
  }

  @Override
  public void onStorageFailure(PartitionLog failed, LogException.StorageFailure failure) {
    resting = true;
    openings++;
    reopenLater();
  }

  private void reopenLater() {
    session.later(RETRY_MS, this::reopen);
  }

  /** A truncation and a write may fail together, and the log need be opened again only once. */
  private void reopen() {
    PartitionLog failed = session.log();
    boolean hasFailed = failed.unavailable().orElse(null) instanceof LogException.StorageFailure;
    if (reopening || !hasFailed) {
      return;
    }
    reopening = true;
    session
        .watch()
        .when(
            failed.reopen(),
            (_, failure) -> {
              reopening = false;
              if (failure == null) {
                check(this::work);
              } else {
                ExpectedFailure.require(failure);
                reopenLater();
              }
            });
  }
}
