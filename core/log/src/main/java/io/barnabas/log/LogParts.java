package io.barnabas.log;

import io.barnabas.environment.Lane;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What a log consists of while it is open; replaced whole when its files are read anew. */
record LogParts(
    LogState state,
    WriteQueue queue,
    LogAppender appender,
    LogReader reader,
    Flusher flusher,
    LogTrimmer trimmer,
    LogCleaner cleaner) {

  /**
   * @param journaled what the log has in the journal, null where there is none
   */
  static LogParts of(
      LogState state,
      LogLanes lanes,
      long recoveryPoint,
      CleanerProgress progress,
      WriteQueue.Owner owner,
      @Nullable JournaledLog journaled) {
    progress.limitTo(state.logEndOffset());
    LateQueue late = new LateQueue(journaled, new RecoveryAid(state));
    PagecacheWriter pagecache = new PagecacheWriter(lanes.write(), lanes.brief());
    long durableOffset = Math.min(recoveryPoint, state.logEndOffset());
    Flusher flusher = new Flusher(state, lanes.flush(), durableOffset, late, late::fail);
    LogWriter writer = pagecache;
    if (journaled != null) {
      TailWriter tails = new TailWriter(journaled.memory(), lanes.write(), late::fail);
      JournalWriter journal =
          new JournalWriter(journaled.memory(), tails, journaled, flusher::sync);
      writer = new ChosenWriter(state, pagecache, journal);
    }
    WriteQueue queue = new WriteQueue(state.shard(), writer, lanes.write(), owner);
    late.queue = queue;
    LogAppender appender = new LogAppender(state, queue, flusher::flush);
    DelayedDeletion deletion = new DelayedDeletion(state, lanes.flush());
    LogTrimmer trimmer = new LogTrimmer(state, queue, appender, deletion);
    late.trimmer = trimmer;
    SegmentSwap swap = new SegmentSwap(state, queue, lanes.read(), deletion);
    return new LogParts(
        state,
        queue,
        appender,
        new LogReader(state, lanes.read(), queue::drained),
        flusher,
        trimmer,
        new LogCleaner(state, swap, progress, flusher::recoveryPoint));
  }

  /** Stands for the queue where that is still to be made. */
  private static final class LateQueue implements Flusher.Source {
    private final @Nullable JournaledLog journaled;
    private final RecoveryAid aid;
    private @Nullable CompletionStage<Void> aiding;
    private @Nullable WriteQueue queue;
    private @Nullable LogTrimmer trimmer;

    LateQueue(@Nullable JournaledLog journaled, RecoveryAid aid) {
      this.journaled = journaled;
      this.aid = aid;
    }

    void fail(Throwable error) {
      if (queue != null) {
        queue.fail(error);
      }
    }

    @Override
    public CompletionStage<Void> settle() {
      return queue == null ? CompletableFuture.completedFuture(null) : queue.settle();
    }

    /**
     * Nobody moves the recovery point beyond a snapshot whose index entries are still to be
     * written.
     */
    @Override
    public CompletionStage<Void> prepare() {
      WriteQueue known = queue;
      if (aiding != null || known == null) {
        return aiding == null ? CompletableFuture.completedFuture(null) : aiding;
      }
      if (trimmer != null && trimmer.isRemoving()) {
        return known.drained();
      }
      Optional<FileChange> change = aid.next();
      if (change.isEmpty()) {
        return settle();
      }
      CompletionStage<Void> changed = known.changing(change.get());
      aiding = changed;
      changed.whenComplete((_, _) -> aiding = null);
      return changed;
    }

    @Override
    public void onFlushed(long offset) {
      if (journaled != null) {
        journaled.onFlushed(offset);
      }
    }
  }

  /**
   * Completes when nothing is queued and no sync is under way. A sync that failed later would be
   * taken for a failure of files that the log no longer has, and one of its present files would go
   * unnoticed.
   */
  CompletionStage<Void> quiet(Lane flushLane) {
    return cleaner
        .stop()
        .thenCompose(_ -> queue.drained())
        .thenCompose(
            _ -> {
              flusher.cancel();
              return flushLane.submit(_ -> true);
            })
        .thenAccept(_ -> {});
  }

  /** Closes all files; what is on its way to a reader stays good. */
  void release() {
    flusher.cancel();
    trimmer.cancelDeletions();
    queue.close();
    state.segments().retireAll();
  }
}
