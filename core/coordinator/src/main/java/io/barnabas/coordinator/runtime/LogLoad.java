package io.barnabas.coordinator.runtime;

import io.barnabas.environment.Shard;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replays a coordinator's log from its beginning, a slice in a turn of the shard, so that the
 * shard's other work is not held up. To be used once, on the shard.
 */
final class LogLoad {
  private static final Logger log = LoggerFactory.getLogger(LogLoad.class);

  /** A few milliseconds' work; and not large enough to be kept apart by the garbage collector. */
  private static final int SLICE_BYTES = 256 * 1024;

  private static final int MAX_SLICE_BYTES = 1 << 30;
  private static final long COMMIT_POLL_MS = 5;

  /** How many offsets are tried one by one where nothing can be read. */
  private static final int SHORT_STEPS = 1_000;

  private final Shard shard;
  private final CoordinatorLog coordinatorLog;
  private final BatchReplay replay;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final long begunNs;
  private int sliceBytes = SLICE_BYTES;
  private int unreadable;
  private long step = 1;
  private long bytes;
  private boolean cancelled;

  LogLoad(Shard shard, CoordinatorLog coordinatorLog, BatchReplay replay) {
    this.shard = shard;
    this.coordinatorLog = coordinatorLog;
    this.replay = replay;
    this.begunNs = shard.clock().monotonicNs();
  }

  /** Completes when the log is replayed; fails if it can't be read. */
  CompletionStage<Void> run() {
    replay.skipTo(coordinatorLog.startOffset());
    readOn();
    return done;
  }

  /** Stops soon; its stage never completes. */
  void cancel() {
    cancelled = true;
  }

  /** Of the log, read so far. */
  long bytes() {
    return bytes;
  }

  long durationNs() {
    return shard.clock().monotonicNs() - begunNs;
  }

  private void readOn() {
    if (cancelled) {
      return;
    }
    // Retention may remove what was still to be read.
    replay.skipTo(coordinatorLog.startOffset());
    long offset = replay.nextOffset();
    if (offset >= coordinatorLog.endOffset()) {
      done.complete(null);
    } else if (offset >= coordinatorLog.committedOffset()) {
      shard.timers().schedule(COMMIT_POLL_MS, this::readOn);
    } else {
      coordinatorLog.read(offset, sliceBytes).whenComplete(this::onSlice);
    }
  }

  private void onSlice(@Nullable ByteBuffer slice, @Nullable Throwable failure) {
    if (cancelled) {
      return;
    }
    if (slice == null) {
      onUnreadable(failure);
      return;
    }
    long before = replay.nextOffset();
    try {
      replay.replay(slice);
    } catch (RuntimeException defect) {
      done.completeExceptionally(defect);
      return;
    }
    if (replay.nextOffset() > before) {
      bytes += slice.remaining();
      sliceBytes = SLICE_BYTES;
    } else {
      passOver(slice);
    }
    shard.execute(this::readOn);
  }

  private void onUnreadable(@Nullable Throwable failure) {
    if (replay.nextOffset() < coordinatorLog.startOffset()) {
      readOn();
    } else {
      done.completeExceptionally(
          failure != null ? failure : new IllegalStateException("nothing was read"));
    }
  }

  /**
   * What was read is damaged. If it fills the slice, a larger one may show what comes behind; else
   * the way on is through a later offset, whose position the log's index knows.
   */
  private void passOver(ByteBuffer slice) {
    if (slice.remaining() >= sliceBytes && sliceBytes < MAX_SLICE_BYTES) {
      sliceBytes *= 2;
      return;
    }
    long offset = replay.nextOffset();
    log.error("{} can't be read at offset {}; that is skipped", coordinatorLog.name(), offset);
    if (++unreadable > SHORT_STEPS) {
      step *= 2;
    }
    replay.skipTo(Math.min(offset + step, coordinatorLog.committedOffset()));
  }
}
