package io.barnabas.log;

/** What a log consists of while it is open; replaced whole when its files are read anew. */
record LogParts(
    LogState state, WriteQueue queue, LogAppender appender, LogReader reader, Flusher flusher) {

  static LogParts of(LogState state, LogLanes lanes, long recoveryPoint, WriteQueue.Owner owner) {
    LogWriter writer = new PagecacheWriter(lanes.write(), lanes.brief());
    WriteQueue queue = new WriteQueue(state.shard(), writer, lanes.write(), owner);
    Flusher flusher = new Flusher(state, lanes.flush(), recoveryPoint, queue::fail);
    return new LogParts(
        state,
        queue,
        new LogAppender(state, queue, flusher::flush),
        new LogReader(state, lanes.read()),
        flusher);
  }

  /** Closes all files; what is on its way to a reader stays good. */
  void release() {
    flusher.cancel();
    queue.close();
    state.segments().retireAll();
  }
}
