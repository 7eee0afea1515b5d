package io.barnabas.log;

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
    LateQueue late = new LateQueue(journaled);
    PagecacheWriter pagecache = new PagecacheWriter(lanes.write(), lanes.brief());
    long durableOffset = Math.min(recoveryPoint, state.logEndOffset());
    Flusher flusher = new Flusher(state, lanes.flush(), durableOffset, late, late::fail);
    LogWriter writer = pagecache;
    if (journaled != null) {
      TailWriter tails = new TailWriter(journaled.memory(), lanes.write(), late::fail);
      JournalWriter journal =
          new JournalWriter(journaled.memory(), tails, journaled, flusher::flush);
      writer = new ChosenWriter(state, pagecache, journal);
    }
    WriteQueue queue = new WriteQueue(state.shard(), writer, lanes.write(), owner);
    late.queue = queue;
    LogAppender appender = new LogAppender(state, queue, flusher::flush);
    DelayedDeletion deletion = new DelayedDeletion(state, lanes.flush());
    SegmentSwap swap = new SegmentSwap(state, queue, lanes.read(), deletion);
    return new LogParts(
        state,
        queue,
        appender,
        new LogReader(state, lanes.read(), queue::drained),
        flusher,
        new LogTrimmer(state, queue, appender, deletion),
        new LogCleaner(state, swap, progress, flusher::recoveryPoint));
  }

  /** Stands for the queue where that is still to be made. */
  private static final class LateQueue implements Flusher.Source {
    private final @Nullable JournaledLog journaled;
    private @Nullable WriteQueue queue;

    LateQueue(@Nullable JournaledLog journaled) {
      this.journaled = journaled;
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

    @Override
    public void onFlushed(long offset) {
      if (journaled != null) {
        journaled.onFlushed(offset);
      }
    }
  }

  /** Closes all files; what is on its way to a reader stays good. */
  void release() {
    flusher.cancel();
    trimmer.cancelDeletions();
    queue.close();
    state.segments().retireAll();
  }
}
