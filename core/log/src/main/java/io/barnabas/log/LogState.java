package io.barnabas.log;

import io.barnabas.environment.Shard;

/**
 * What the shard knows of a log. At all times: log start offset ≤ high watermark ≤ written offset ≤
 * log end offset.
 */
final class LogState {
  private final Shard shard;
  private final LogIdentity identity;
  private final Segments segments;
  private final LeaderEpochs epochs;
  private final ProducerStates producers;
  private LogConfig config;
  private ActiveTail tail;
  private long logStartOffset;
  private long highWatermark;
  private long writtenOffset;
  private long logEndOffset;

  LogState(Shard shard, LogIdentity identity, LogConfig config, LoadedLog loaded) {
    this.shard = shard;
    this.identity = identity;
    this.config = config;
    segments = new Segments(loaded.segments());
    epochs = loaded.epochs();
    producers = loaded.producers();
    logStartOffset = loaded.logStartOffset();
    highWatermark = loaded.logStartOffset();
    writtenOffset = loaded.logEndOffset();
    logEndOffset = loaded.logEndOffset();
    tail = tailOf(loaded.activeIndex(), loaded.firstTimestampMs());
  }

  Shard shard() {
    return shard;
  }

  LogIdentity identity() {
    return identity;
  }

  LogConfig config() {
    return config;
  }

  void configure(LogConfig changed) {
    config = changed;
  }

  Segments segments() {
    return segments;
  }

  ActiveTail tail() {
    return tail;
  }

  LeaderEpochs epochs() {
    return epochs;
  }

  ProducerStates producers() {
    return producers;
  }

  long logStartOffset() {
    return logStartOffset;
  }

  long highWatermark() {
    return highWatermark;
  }

  long writtenOffset() {
    return writtenOffset;
  }

  long logEndOffset() {
    return logEndOffset;
  }

  void noteAppended(long lastOffset) {
    logEndOffset = lastOffset + 1;
  }

  void noteWritten(long endOffset) {
    writtenOffset = endOffset;
  }

  /** Moves the high watermark up, to the written offset at most; true if it moved. */
  boolean raiseHighWatermark(long offset) {
    long raised = Math.min(offset, writtenOffset);
    boolean moves = raised > highWatermark;
    if (moves) {
      highWatermark = raised;
    }
    return moves;
  }

  void raiseLogStartOffset(long offset) {
    logStartOffset = offset;
    highWatermark = Math.max(highWatermark, offset);
  }

  /** Makes an empty segment at the log end offset the active one. */
  void startSegment() {
    SegmentIndex index = SegmentIndex.empty(logEndOffset);
    segments.add(new Segment(new SegmentPaths(identity.folder(), logEndOffset), 0, index));
    tail = tailOf(index, -1);
  }

  private ActiveTail tailOf(SegmentIndex index, long firstTimestampMs) {
    return new ActiveTail(index, firstTimestampMs, shard.clock().wallMs(), jitterMs());
  }

  private long jitterMs() {
    long limit = Math.min(config.segments().jitterMs(), config.sealAfterMs());
    return limit <= 0 ? 0 : Math.floorMod(shard.randomness().nextLong(), limit);
  }
}
