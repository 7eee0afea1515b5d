package io.barnabas.log;

import io.barnabas.environment.DiskWork;
import io.barnabas.log.journal.RecoveredLog;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an open log goes through as a whole: it is cut, fails and is opened again, is closed or
 * deleted. Its {@link LogParts} are replaced whole when its files are read anew; meanwhile, and
 * when it has ended, the log is unavailable.
 */
final class LogLife {
  private final LogIdentity identity;
  private final LogLanes lanes;
  private final CleanerProgress progress;
  private final @Nullable JournaledLog journaled;
  private final Owner owner;
  private LogParts parts;
  private @Nullable LogException unavailable;
  private @Nullable CompletionStage<Void> reopening;
  private boolean deleted;

  /**
   * @param journal of the log's directory; null where there is none
   */
  LogLife(
      LogLanes lanes,
      LogState state,
      StartPoint start,
      @Nullable ShardJournal journal,
      Owner owner) {
    this.identity = state.identity();
    this.lanes = lanes;
    this.progress = new CleanerProgress(start.cleanedOffset());
    this.owner = owner;
    this.journaled =
        journal == null ? null : journal.register(identity, this::flush, this::recoveryPoint);
    this.parts = partsOf(state, start.recoveryPoint());
  }

  /** Hears, on the log's shard, of what comes of appends. */
  interface Owner {
    /** All below an offset is written; the appends complete after it. */
    void onWritten(long endOffset);

    /** The log has failed; the appends fail after it. */
    void onStorageFailure(LogException.StorageFailure failure);
  }

  private LogParts partsOf(LogState state, long recoveryPoint) {
    return LogParts.of(state, lanes, recoveryPoint, progress, new QueueOwner(), journaled);
  }

  private final class QueueOwner implements WriteQueue.Owner {
    @Override
    public void onWritten(WriteStep.Group group) {
      parts.state().noteWritten(group.endOffset());
      owner.onWritten(group.endOffset());
      parts.flusher().onWritten();
    }

    @Override
    public void onFailure(LogException.StorageFailure failure) {
      if (!deleted) {
        unavailable = failure;
        owner.onStorageFailure(failure);
      }
    }
  }

  /** Notes what was found of the log in the journal, which is in its segments now. */
  void noteRecovered(RecoveredLog content) {
    if (journaled != null && (content.isCut() || !content.appends().isEmpty())) {
      journaled.noteRecovered(parts.state().logEndOffset());
    }
  }

  /** What the log consists of now: not to be kept, for it may be replaced. */
  LogParts parts() {
    return parts;
  }

  LogLanes lanes() {
    return lanes;
  }

  /** Why the log does no work; null while it does. */
  @Nullable LogException unavailable() {
    return unavailable;
  }

  /** Has the parts do something, or fails if the log is unavailable. */
  <T> CompletionStage<T> ask(Function<LogParts, CompletionStage<T>> work) {
    return unavailable == null ? work.apply(parts) : CompletableFuture.failedFuture(unavailable);
  }

  CompletionStage<Void> flush() {
    return ask(current -> current.flusher().flush());
  }

  long recoveryPoint() {
    return parts.flusher().recoveryPoint();
  }

  long cleanedOffset() {
    return progress.cleanedOffset();
  }

  /** Cuts a log that reaches beyond an offset, see {@link PartitionLog#truncateTo}. */
  CompletionStage<Void> cutTo(long offset) {
    String why = identity.topicPartition() + " is being truncated";
    LogException.Unavailable truncating = new LogException.Unavailable(why);
    unavailable = truncating;
    LogParts before = parts;
    return before
        .quiet(lanes.flush())
        .thenCompose(_ -> unlessFailed(truncating))
        .thenCompose(_ -> journaled == null ? done() : journaled.cut(offset))
        .thenCompose(_ -> unlessFailed(truncating))
        .exceptionallyCompose(error -> failed(truncating, error))
        .thenCompose(
            _ -> {
              before.flusher().lowerTo(before.state().segments().floor(offset).baseOffset());
              progress.limitTo(offset);
              return reload(loader -> volume -> loader.cutTo(volume, offset));
            });
  }

  /** Meanwhile the log may have failed, and even have been opened again. */
  private CompletionStage<Void> unlessFailed(LogException.Unavailable truncating) {
    return unavailable == truncating ? done() : CompletableFuture.failedFuture(truncating);
  }

  private CompletionStage<Void> failed(LogException.Unavailable truncating, Throwable error) {
    if (unavailable == truncating) {
      fail(new LogException.StorageFailure("The log can't be truncated: " + error, error));
    }
    return CompletableFuture.failedFuture(unavailable != null ? unavailable : error);
  }

  /** As if a write had failed. */
  void fail(Throwable cause) {
    parts.queue().fail(cause);
  }

  /** Recovers a log that has failed, see {@link PartitionLog#reopen}. */
  CompletionStage<Void> reopen() {
    if (!(unavailable instanceof LogException.StorageFailure)) {
      return CompletableFuture.failedFuture(new IllegalStateException("The log has not failed"));
    }
    if (reopening != null) {
      return reopening;
    }
    long endOffset = parts.state().writtenOffset();
    parts.flusher().cancel();
    CompletionStage<Void> renewal =
        parts
            .cleaner()
            .stop()
            .thenCompose(_ -> lanes.flush().submit(_ -> true))
            .thenCompose(_ -> parts.queue().ended())
            .thenCompose(_ -> parts.queue().settle())
            .thenCompose(_ -> reload(loader -> volume -> loader.renew(volume, endOffset)))
            .whenComplete((_, _) -> reopening = null);
    reopening = renewal;
    return renewal;
  }

  private CompletionStage<Void> reload(Function<LogLoader, DiskWork<LoadedLog>> how) {
    LogParts before = parts;
    before.release();
    LogState state = before.state();
    StartPoint start =
        new StartPoint(state.logStartOffset(), recoveryPoint(), cleanedOffset(), false);
    LogLoader loader = new LogLoader(identity, start, state.config(), RecoveredLog.NOTHING);
    return LogOpening.load(lanes.write(), how.apply(loader))
        .handle((loaded, error) -> onReloaded(before, loaded, error))
        .thenCompose(stage -> stage);
  }

  private CompletionStage<Void> onReloaded(
      LogParts before, @Nullable LoadedLog loaded, @Nullable Throwable error) {
    if (loaded == null) {
      unavailable = LogOpening.failure(error);
      return CompletableFuture.failedFuture(unavailable);
    }
    LogState known = before.state();
    LogState state = new LogState(known.shard(), identity, known.config(), loaded);
    state.raiseHighWatermark(known.highWatermark());
    parts = partsOf(state, before.flusher().recoveryPoint());
    if (journaled != null) {
      journaled.limitTo(state.logEndOffset());
    }
    unavailable = null;
    return done();
  }

  /** Writes and syncs all that is needed to believe the files, see {@link PartitionLog#close}. */
  CompletionStage<Void> close() {
    if (unavailable != null) {
      parts.release();
      return done();
    }
    unavailable = new LogException.Unavailable(identity.topicPartition() + " is closed");
    LogParts closing = parts;
    closing.appender().finish();
    return closing
        .cleaner()
        .stop()
        .thenCompose(_ -> closing.queue().drained())
        .thenCompose(_ -> closing.flusher().flush())
        .thenRun(closing::release);
  }

  /** Ends the log and its folder's name, see {@link PartitionLog#delete}. */
  CompletionStage<Void> delete() {
    unavailable = new LogException.Unavailable(identity.topicPartition() + " is deleted");
    deleted = true;
    return parts
        .quiet(lanes.flush())
        .handle((_, _) -> parts)
        .thenCompose(
            left -> {
              left.release();
              if (journaled != null) {
                journaled.releaseAll();
              }
              return LogDeletion.run(left.state().shard(), lanes, identity);
            });
  }

  private static CompletionStage<Void> done() {
    return CompletableFuture.completedFuture(null);
  }
}
