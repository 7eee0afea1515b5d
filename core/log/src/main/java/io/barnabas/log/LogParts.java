package io.barnabas.log;

/** What a log consists of while it is open; replaced whole when its files are read anew. */
record LogParts(
    LogState state,
    WriteQueue queue,
    LogAppender appender,
    LogReader reader,
    Flusher flusher,
    LogTrimmer trimmer,
    LogCleaner cleaner) {

  static LogParts of(
      LogState state,
      LogLanes lanes,
      long recoveryPoint,
      CleanerProgress progress,
      WriteQueue.Owner owner) {
    progress.limitTo(state.logEndOffset());
    LogWriter writer = new PagecacheWriter(lanes.write(), lanes.brief());
    WriteQueue queue = new WriteQueue(state.shard(), writer, lanes.write(), owner);
    Flusher flusher =
        new Flusher(
            state, lanes.flush(), Math.min(recoveryPoint, state.logEndOffset()), queue::fail);
    LogAppender appender = new LogAppender(state, queue, flusher::flush);
    DelayedDeletion deletion = new DelayedDeletion(state, lanes.flush());
    SegmentSwap swap = new SegmentSwap(state, queue, lanes.read(), deletion);
    return new LogParts(
        state,
        queue,
        appender,
        new LogReader(state, lanes.read()),
        flusher,
        new LogTrimmer(state, queue, appender, deletion),
        new LogCleaner(state, swap, progress, flusher::recoveryPoint));
  }

  /** Closes all files; what is on its way to a reader stays good. */
  void release() {
    flusher.cancel();
    trimmer.cancelDeletions();
    queue.close();
    state.segments().retireAll();
  }
}
