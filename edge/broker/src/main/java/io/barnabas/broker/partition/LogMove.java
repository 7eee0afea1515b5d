package io.barnabas.broker.partition;

import io.barnabas.environment.Shard;
import io.barnabas.log.FutureLog;
import io.barnabas.log.LogException;
import io.barnabas.log.PartitionLog;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves one partition's log to another log directory while it is used (KIP-113): copies until
 * little is missing, has the partition hold back what it is asked, copies the rest, and hands over.
 * To be used on the partition's shard.
 */
final class LogMove {
  private static final Logger log = LoggerFactory.getLogger(LogMove.class);
  private static final long RETRY_MS = 1_000;
  private static final long REST_MS = 1;

  /** The partition that is moved. */
  interface Owner {
    /** From now on no append may begin. */
    void holdBack();

    /** Appends may begin again: the log has failed, and nobody knows for how long. */
    void release();

    /** The copy has all of the log. */
    void onComplete(LogMove move);

    /** The copy can't be written: the log stays where it is, and takes appends again. */
    void onFailed(LogMove move, Throwable failure);
  }

  private final Shard shard;
  private final PartitionLog source;
  private final MoveOrder order;
  private final FutureLog future;
  private final Owner owner;
  private boolean heldBack;
  private boolean ended;

  LogMove(Shard shard, PartitionLog source, MoveOrder order, Owner owner) {
    this.shard = shard;
    this.source = source;
    this.order = order;
    this.future = new FutureLog(shard, source, order.copy());
    this.owner = owner;
  }

  MoveOrder order() {
    return order;
  }

  FutureLog future() {
    return future;
  }

  /** Where the log is to be. */
  Path directory() {
    return order.target().directory();
  }

  void start() {
    log.info("Partition {} is being moved to {}", source.topicPartition(), directory());
    copy();
  }

  private void copy() {
    if (!ended) {
      future.copyMore().whenComplete(this::onCopied);
    }
  }

  private void onCopied(@Nullable Boolean copied, @Nullable Throwable failure) {
    if (ended) {
      return;
    }
    if (failure != null) {
      onFailure(failure);
    } else if (Boolean.TRUE.equals(copied)) {
      // A turn of its own: the shard has other things to do as well.
      shard.execute(this::copy);
    } else if (!heldBack) {
      flushThenHoldBack();
    } else if (source.writtenOffset() == source.logEndOffset()) {
      ended = true;
      owner.onComplete(this);
    } else {
      later(REST_MS, this::copy);
    }
  }

  /** What is synced while the log is still used need not be waited for afterwards. */
  private void flushThenHoldBack() {
    future
        .flush()
        .whenComplete(
            (_, failure) -> {
              if (ended) {
                return;
              }
              if (failure != null) {
                onFailure(failure);
                return;
              }
              heldBack = true;
              owner.holdBack();
              copy();
            });
  }

  private void onFailure(Throwable failure) {
    boolean isOurs = source.unavailable().isEmpty();
    if (isOurs && !(cause(failure) instanceof LogException.OffsetOutOfRange)) {
      end(failure);
    } else {
      // The log's own trouble, or retention was faster: the partition sees to the one, and the
      // copy begins again after the other.
      if (heldBack) {
        heldBack = false;
        owner.release();
      }
      later(RETRY_MS, this::copy);
    }
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  private void end(Throwable failure) {
    ended = true;
    owner.onFailed(this, failure);
  }

  private void later(long delayMs, Runnable task) {
    shard.timers().schedule(delayMs, task);
  }

  /** Ends the move and deletes what was copied. */
  CompletionStage<Void> cancel() {
    ended = true;
    return future.discard();
  }

  /** Ends the move, and leaves the copy's folder as a sign that it was wanted. */
  CompletionStage<Void> abandon() {
    ended = true;
    return future.abandon();
  }

  boolean isTo(Path other) {
    return directory().equals(other);
  }
}
