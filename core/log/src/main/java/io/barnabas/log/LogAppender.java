package io.barnabas.log;

import io.barnabas.environment.Volume;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import io.barnabas.record.BatchChecker;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.RecordBatches;
import io.barnabas.record.TimestampType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Decides on appends and gives them to the {@link WriteQueue}. */
final class LogAppender {
  private static final long NO_APPEND_TIME = -1;

  private final LogState state;
  private final WriteQueue queue;
  private final Runnable onSealed;

  /**
   * The appender of a log.
   *
   * @param onSealed told when a segment and all that belongs to it is in its files
   */
  LogAppender(LogState state, WriteQueue queue, Runnable onSealed) {
    this.state = state;
    this.queue = queue;
    this.onSealed = onSealed;
  }

  /** As {@link PartitionLog#append}, but throws what it refuses. */
  CompletionStage<AppendResult> append(ByteBuffer batches, int leaderEpoch, AppendOrigin origin) {
    return switch (origin) {
      case CLIENT -> appendOfClient(batches, leaderEpoch);
      case COORDINATOR -> appendAsLeader(batches, leaderEpoch, NO_APPEND_TIME);
      case REPLICATION -> appendAsFollower(batches);
    };
  }

  private CompletionStage<AppendResult> appendOfClient(ByteBuffer batches, int leaderEpoch) {
    long nowMs = state.shard().clock().wallMs();
    ByteBuffer checked = new AppendCheck(state.config(), nowMs).check(batches);
    RecordBatch first = RecordBatch.at(checked, checked.position());
    if (first.hasProducerId()) {
      ProducerBatch duplicate = state.producers().check(first);
      if (duplicate != null) {
        return answerDuplicate(duplicate);
      }
    }
    boolean stamps = state.config().messages().timestampType() == TimestampType.LOG_APPEND_TIME;
    return appendAsLeader(checked, leaderEpoch, stamps ? nowMs : NO_APPEND_TIME);
  }

  /** Answered as the first append was, and not before that is written. */
  private CompletionStage<AppendResult> answerDuplicate(ProducerBatch known) {
    AppendResult result =
        new AppendResult(
            known.firstOffset(), known.lastOffset(), NO_APPEND_TIME, state.logStartOffset(), true);
    if (known.lastOffset() < state.writtenOffset()) {
      return CompletableFuture.completedFuture(result);
    }
    PendingAppend append = PendingAppend.of(result);
    queue.attach(append);
    return append.stage();
  }

  private CompletionStage<AppendResult> appendAsLeader(
      ByteBuffer batches, int leaderEpoch, long appendTimeMs) {
    long firstOffset = state.logEndOffset();
    long nextOffset = firstOffset;
    long maxTimestampMs = RecordBatch.NO_TIMESTAMP;
    for (RecordBatch batch : RecordBatches.whole(batches)) {
      batch.assignOffset(nextOffset);
      batch.assignPartitionLeaderEpoch(leaderEpoch);
      if (appendTimeMs != NO_APPEND_TIME) {
        batch.assignAppendTime(appendTimeMs);
      }
      nextOffset = batch.nextOffset();
      maxTimestampMs = Math.max(maxTimestampMs, batch.maxTimestamp());
    }
    return enqueue(
        batches,
        new AppendSummary(batches.remaining(), firstOffset, nextOffset - 1, maxTimestampMs),
        appendTimeMs);
  }

  private CompletionStage<AppendResult> appendAsFollower(ByteBuffer batches) {
    long firstOffset = RecordBatch.at(batches, batches.position()).baseOffset();
    long expectedOffset = state.logEndOffset();
    long maxTimestampMs = RecordBatch.NO_TIMESTAMP;
    for (RecordBatch batch : RecordBatches.whole(batches)) {
      BatchChecker.checkCrc(batch);
      if (batch.baseOffset() < expectedOffset) {
        throw new LogException.UnexpectedOffset(expectedOffset, batch.baseOffset());
      }
      expectedOffset = batch.nextOffset();
      maxTimestampMs = Math.max(maxTimestampMs, batch.maxTimestamp());
    }
    return enqueue(
        batches,
        new AppendSummary(batches.remaining(), firstOffset, expectedOffset - 1, maxTimestampMs),
        NO_APPEND_TIME);
  }

  private CompletionStage<AppendResult> enqueue(
      ByteBuffer batches, AppendSummary summary, long appendTimeMs) {
    LogConfig.Segments limits = state.config().segments();
    if (summary.sizeBytes() > limits.bytes()) {
      throw new LogException.AppendTooLarge(summary.sizeBytes(), limits.bytes());
    }
    Segment active = state.segments().active();
    long nowMs = state.shard().clock().wallMs();
    if (state.tail().mustRoll(state.config(), active.sizeBytes(), summary, nowMs)) {
      roll();
      active = state.segments().active();
    }
    noteBatches(batches, (int) active.sizeBytes(), limits.indexIntervalBytes());
    state.noteAppended(summary.lastOffset());
    PendingAppend append =
        PendingAppend.of(
            new AppendResult(
                summary.firstOffset(),
                summary.lastOffset(),
                appendTimeMs,
                state.logStartOffset(),
                false));
    queue.append(active, batches, append);
    return append.stage();
  }

  private void noteBatches(ByteBuffer batches, int startPosition, int indexIntervalBytes) {
    int position = startPosition;
    for (RecordBatch batch : RecordBatches.whole(batches)) {
      state.tail().onBatch(batch, position, indexIntervalBytes);
      state.producers().update(batch);
      if (state.epochs().assign(batch.partitionLeaderEpoch(), batch.baseOffset())) {
        writeEpochs();
      }
      position += batch.sizeBytes();
    }
  }

  private void writeEpochs() {
    Path file = state.identity().folder().resolve(LeaderEpochs.FILE_NAME);
    ByteBuffer content = state.epochs().encode();
    queue.change(volume -> volume.replace(file, content), () -> {});
  }

  /** Seals the active segment and begins the next one at the log end offset. */
  void roll() {
    Segment sealed = state.segments().active();
    IndexTail tail = state.tail().index().finish();
    state.startSegment();
    Path snapshotFile = state.segments().active().paths().producerSnapshot();
    ByteBuffer snapshot = ProducerSnapshot.encode(state.producers());
    queue.change(
        volume -> {
          tail.write(volume, sealed.paths());
          write(volume, snapshotFile, snapshot);
        },
        () -> {
          sealed.indexIsInFiles();
          state.segments().noteUse(sealed);
          onSealed.run();
        });
  }

  /** Puts into files what the next start needs to trust the log; nothing is appended after it. */
  void finish() {
    Segment active = state.segments().active();
    IndexTail tail = state.tail().index().finish();
    SegmentPaths end = new SegmentPaths(state.identity().folder(), state.logEndOffset());
    ByteBuffer snapshot = ProducerSnapshot.encode(state.producers());
    if (active.sizeBytes() == 0) {
      return;
    }
    queue.change(
        volume -> {
          tail.write(volume, active.paths());
          write(volume, end.producerSnapshot(), snapshot);
        },
        active::indexIsInFiles);
  }

  /** Forgets the leader epochs that ended below a new log start offset. */
  void noteLogStart(long logStartOffset) {
    if (state.epochs().truncateFromStart(logStartOffset)) {
      writeEpochs();
    }
  }

  private static void write(Volume volume, Path path, ByteBuffer content) throws IOException {
    try (VolumeFile file = volume.open(path, OpenMode.TRUNCATE)) {
      file.write(0, content);
    }
  }
}
