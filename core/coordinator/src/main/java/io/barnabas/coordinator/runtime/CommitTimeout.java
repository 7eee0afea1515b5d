package io.barnabas.coordinator.runtime;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.environment.Shard;
import io.barnabas.protocol.ErrorCode;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Answers those who have waited too long for a commit, which a disk may keep from coming; it may
 * come all the same. Looks at what waits a few times in the time-out, as a timer for each batch
 * would cost more than it is worth. To be used on one shard.
 */
final class CommitTimeout {
  private static final int LOOKS = 4;

  private final Shard shard;
  private final CoordinatorLog coordinatorLog;
  private final Supplier<Collection<PendingBatch>> uncommitted;
  private boolean isLooking;

  CommitTimeout(
      Shard shard, CoordinatorLog coordinatorLog, Supplier<Collection<PendingBatch>> uncommitted) {
    this.shard = shard;
    this.coordinatorLog = coordinatorLog;
    this.uncommitted = uncommitted;
  }

  /** Something waits to be committed. */
  void watch() {
    if (!isLooking) {
      isLooking = true;
      long pauseMs = Math.max(1, coordinatorLog.commitTimeoutMs() / LOOKS);
      shard.timers().schedule(pauseMs, this::look);
    }
  }

  private void look() {
    isLooking = false;
    long timeoutNs = TimeUnit.MILLISECONDS.toNanos(coordinatorLog.commitTimeoutMs());
    long nowNs = shard.clock().monotonicNs();
    Collection<PendingBatch> batches = uncommitted.get();
    for (PendingBatch batch : batches) {
      if (nowNs - batch.begunNs() >= timeoutNs) {
        batch.giveUp(tooLate());
      }
    }
    if (!batches.isEmpty()) {
      watch();
    }
  }

  private CoordinatorException tooLate() {
    return new CoordinatorException(
        ErrorCode.COORDINATOR_NOT_AVAILABLE,
        "%s has not committed it within %d ms"
            .formatted(coordinatorLog.name(), coordinatorLog.commitTimeoutMs()));
  }
}
