package io.barnabas.simulator.log;

import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.environment.simulated.SimulatedShard;
import io.barnabas.log.LogException;
import io.barnabas.log.LogListener;
import io.barnabas.log.PartitionLog;
import io.barnabas.log.ShardJournal;
import io.barnabas.simulator.Watch;
import org.jspecify.annotations.Nullable;

/**
 * Works with one partition's log at random during one life of its process: opens it, reads all of
 * it, appends, reads and cuts until told to rest; opens it again when it has failed.
 */
final class LogUser implements LogListener {
  private static final int MAX_PAUSE_MS = 3;
  private static final int RETRY_MS = 20;

  private final LogSession session;
  private boolean resting = true;
  private boolean closing;
  private boolean reopening;
  private int openings;
  private @Nullable ShardJournal journal;

  LogUser(PartitionCase partition, SimulatedShard shard, SeededRandomness chance, Watch watch) {
    session = new LogSession(partition, shard, chance, watch);
  }

  LogSession session() {
    return session;
  }

  /**
   * @param opened the journal, null for a partition that has none
   */
  void start(@Nullable ShardJournal opened) {
    journal = opened;
    open();
  }

  private void open() {
    PartitionCase partition = session.partition();
    session.beginProducer();
    session
        .watch()
        .when(
            PartitionLog.open(
                session.shard(),
                partition.identity(),
                partition.config(),
                partition.startPoint(),
                this,
                journal),
            this::onOpened);
  }

  private void onOpened(@Nullable PartitionLog opened, @Nullable Throwable failure) {
    if (opened == null) {
      session.requireExpected(failure);
      session.later(RETRY_MS, this::open);
      return;
    }
    session.opened(opened);
    session.partition().noteOpened();
    readWhole(opened);
  }

  private void readWhole(PartitionLog opened) {
    opened.advanceHighWatermark(opened.writtenOffset());
    int opening = openings;
    new WholeRead(session, opened, () -> opening == openings, this::work).start();
  }

  private void work() {
    if (!closing) {
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
    switch (session.chance().nextInt(20)) {
      case 0 -> new Trims(session).flush();
      case 1 -> new Trims(session).deleteSome();
      case 2 -> truncateWhenQuiet();
      case 3 -> new Appends(session).resend();
      case 4 -> new Reads(session).lookUp();
      case 5, 6, 7, 8 -> new Reads(session).read();
      default -> new Appends(session).append();
    }
    if (!resting) {
      session.keepCheckpointSometimes();
    }
    goOn();
  }

  /** As a follower does; nothing else may be under way. */
  private void truncateWhenQuiet() {
    if (session.isQuiet()) {
      resting = true;
      new Trims(session).truncate(this::work, this::reopenLater);
    }
  }

  /** Whether it works, rather than waiting for the log to be opened. */
  boolean isWorking() {
    return !resting;
  }

  /** Closes the log in order, once what is under way has ended and the log is in order. */
  void close() {
    closing = true;
    resting = true;
    if (session.isQuiet() && session.log().unavailable().isEmpty()) {
      new Trims(session).close(() -> session.later(RETRY_MS, this::close));
    } else {
      session.later(1, this::close);
    }
  }

  @Override
  public void onWritten(PartitionLog written, long writtenOffset) {
    written.advanceHighWatermark(writtenOffset);
  }

  /** The checkpoint that keeps it may be late: the log must cope with an older one. */
  @Override
  public void onLogStartOffset(PartitionLog moved, long logStartOffset) {
    if (session.chance().chance(500)) {
      session.partition().keepLogStart(logStartOffset);
    }
  }

  @Override
  public void onStorageFailure(PartitionLog failed, LogException.StorageFailure failure) {
    resting = true;
    openings++;
    reopenLater(failed);
  }

  private void reopenLater(PartitionLog failed) {
    session.later(RETRY_MS, () -> reopen(failed));
  }

  /** A truncation and a write may fail together, and the log need be opened again only once. */
  private void reopen(PartitionLog failed) {
    boolean hasFailed = failed.unavailable().orElse(null) instanceof LogException.StorageFailure;
    if (reopening || !hasFailed) {
      return;
    }
    reopening = true;
    session
        .watch()
        .when(
            failed.reopen(),
            (ok, failure) -> {
              reopening = false;
              if (failure == null) {
                session.beginProducer();
                readWhole(failed);
              } else {
                session.requireExpected(failure);
                reopenLater(failed);
              }
            });
  }
}
