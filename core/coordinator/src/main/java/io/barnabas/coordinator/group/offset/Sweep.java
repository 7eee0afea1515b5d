package io.barnabas.coordinator.group.offset;

import io.barnabas.coordinator.runtime.CoordinatorContext;
import io.barnabas.coordinator.runtime.Decision;
import io.barnabas.environment.Timers.Timer;
import io.barnabas.protocol.ErrorCode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Goes over groups and removes what a rule says, a piece after the other: the next is decided when
 * the one before is committed, so that neither the shard nor the log is held up.
 */
final class Sweep {
  /** What is to be removed. */
  interface Rule {
    /**
     * Adds a group's tombstones until the piece is full. It is asked again for a group with which
     * that happened, when the first ones are replayed.
     */
    void collect(String groupId, Piece piece);
  }

  private static final long RETRY_MS = 1_000;

  private final CoordinatorContext context;
  private final List<String> groupIds;
  private final Rule rule;
  private final Runnable onEnd;
  private int place;
  private @Nullable Timer next;
  private boolean cancelled;

  /**
   * Prepares a sweep over these groups.
   *
   * @param groupIds not a view: groups come and go meanwhile
   * @param onEnd told when all is done
   */
  Sweep(CoordinatorContext context, List<String> groupIds, Rule rule, Runnable onEnd) {
    this.context = context;
    this.groupIds = groupIds;
    this.rule = rule;
    this.onEnd = onEnd;
  }

  /** Begins, or goes on. */
  void run() {
    next = null;
    if (!cancelled) {
      context.decide(this::piece);
    }
  }

  void cancel() {
    cancelled = true;
    if (next != null) {
      next.cancel();
    }
  }

  private Decision<Void> piece() {
    int start = place;
    Piece piece = new Piece();
    while (place < groupIds.size() && !piece.isLong()) {
      rule.collect(groupIds.get(place), piece);
      if (!piece.isFull()) {
        place++;
      }
    }
    return new Decision<>(piece.records(), CompletableFuture.completedFuture(null), outcome(start));
  }

  private Decision.Outcome outcome(int start) {
    return new Decision.Outcome() {
      @Override
      public void committed() {
        if (place == groupIds.size()) {
          onEnd.run();
        } else {
          goOn(0);
        }
      }

      @Override
      public void failed(ErrorCode error) {
        place = start;
        goOn(RETRY_MS);
      }
    };
  }

  private void goOn(long delayMs) {
    if (!cancelled) {
      next = context.timers().schedule(delayMs, this::run);
    }
  }
}
