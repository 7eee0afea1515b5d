package io.barnabas.broker.partition;

import io.barnabas.environment.Shard;
import io.barnabas.log.LogListener;
import io.barnabas.log.ShardJournal;
import io.barnabas.replication.PartitionLeader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What moves one partition's log between log directories. To be used on its shard. */
final class PartitionMover implements LogMove.Owner {
  private static final Logger log = LoggerFactory.getLogger(PartitionMover.class);

  /** The partition. */
  interface Host extends LogListener {
    /** From now on questions wait. */
    void holdBack();

    /** Those that waited are asked. */
    void resume();

    /** Those that waited are refused, and more that come, until {@link #resume}. */
    void refuse(Throwable why);

    /** The journal of a log directory, null where there is none. */
    @Nullable ShardJournal journalIn(Path directory);

    /** The log is in another place. */
    void onMoved(PartitionPlace place);
  }

  private final Shard shard;
  private final PartitionLeader leader;
  private final MoveQueue queue;
  private final MoveListener listener;
  private final Host host;
  private @Nullable LogMove move;
  private @Nullable LogSwitch switching;
  private CompletableFuture<Void> settled = CompletableFuture.completedFuture(null);

  PartitionMover(
      Shard shard, PartitionLeader leader, MoveQueue queue, MoveListener listener, Host host) {
    this.shard = shard;
    this.leader = leader;
    this.queue = queue;
    this.listener = listener;
    this.host = host;
  }

  /** The move that is wanted, until the log is in its place. */
  Optional<LogMove> move() {
    return Optional.ofNullable(move);
  }

  /**
   * Begins to move the log, in place of a move to another directory that may be under way; to where
   * it is already means to let it stay there. During the last steps of a move another is not begun.
   */
  void move(MoveOrder order) {
    if (switching != null || (move != null && move.isTo(order.target().directory()))) {
      return;
    }
    CompletionStage<Void> before = cancel();
    if (order.target().directory().equals(leader.log().identity().directory())) {
      return;
    }
    LogMove next = new LogMove(shard, leader.log(), order, this);
    move = next;
    before.handle((_, _) -> true).thenAccept(_ -> addIfWanted(next));
  }

  private void addIfWanted(LogMove next) {
    if (move == next) {
      queue.add(next);
    }
  }

  /** Gives up a move that is under way. */
  private CompletionStage<Void> cancel() {
    LogMove cancelled = move;
    if (cancelled == null) {
      return CompletableFuture.completedStage(null);
    }
    move = null;
    host.resume();
    CompletionStage<Void> done = cancelled.cancel();
    queue.remove(cancelled);
    listener.onGivenUp(leader.log().topicPartition());
    return done;
  }

  @Override
  public void holdBack() {
    host.holdBack();
  }

  @Override
  public void release() {
    host.resume();
  }

  @Override
  public void onComplete(LogMove complete) {
    LogSwitch started = new LogSwitch(shard, leader, complete, host, listener);
    switching = started;
    CompletableFuture<Void> done = new CompletableFuture<>();
    settled = done;
    started
        .run(host::refuse)
        .whenComplete(
            (place, failure) -> {
              switching = null;
              move = null;
              if (place != null) {
                onSettled(started, complete, place);
              }
              queue.remove(complete);
              done.complete(null);
            });
  }

  private void onSettled(LogSwitch settledSwitch, LogMove complete, PartitionPlace place) {
    if (place.identity().equals(complete.order().target())) {
      log.info(
          "Partition {} is in {} now", place.identity().topicPartition(), complete.directory());
      host.onMoved(place);
    } else {
      log.warn("Partition {} stays where it was", place.identity().topicPartition());
      listener.onGivenUp(place.identity().topicPartition());
    }
    settledSwitch.deleteRest(place);
    host.resume();
  }

  @Override
  public void onFailed(LogMove failed, Throwable failure) {
    log.error(
        "Partition {} can't be moved to {}: {}",
        leader.log().topicPartition(),
        failed.directory(),
        failure.toString());
    cancel();
  }

  /** Ends a move because the partition is deleted; completes when it may be. */
  CompletionStage<Void> endForDeletion() {
    return switching == null ? cancel().exceptionally(_ -> null) : settle();
  }

  /** Ends a move because the broker stops; the next start begins it anew. */
  CompletionStage<Void> endForShutdown() {
    LogMove abandoned = move;
    if (switching != null || abandoned == null) {
      return settle();
    }
    move = null;
    return abandoned.abandon().exceptionally(_ -> null);
  }

  private CompletionStage<Void> settle() {
    if (switching != null) {
      switching.giveUp();
    }
    return settled;
  }
}
