package io.barnabas.broker.partition;

import io.barnabas.environment.Shard;
import io.barnabas.log.LogException;
import io.barnabas.log.LogIdentity;
import io.barnabas.log.PartitionLog;
import io.barnabas.log.ShardJournal;
import io.barnabas.log.TopicPartition;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.replication.LeaderTerms;
import io.barnabas.replication.PartitionLeader;
import io.barnabas.replication.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One partition on its shard, from its first opening to its removal. While it is being opened,
 * questions wait. While its disk fails they are refused, and it is tried again from time to time,
 * so that a disk which has room again needs no restart.
 */
final class HostedPartition implements PartitionMover.Host {
  private static final Logger log = LoggerFactory.getLogger(HostedPartition.class);
  private static final long FIRST_RETRY_MS = 1_000;
  private static final long MAX_RETRY_MS = 30_000;

  private final Shard shard;
  private PartitionPlace place;
  private ShardRoom room;
  private final Owner owner;
  private final WaitingQuestions questions = new WaitingQuestions();
  private LeaderTerms terms;
  private CompletableFuture<PartitionLeader> opening = new CompletableFuture<>();
  private @Nullable PartitionLeader leader;
  private @Nullable PartitionMover mover;
  private @Nullable MoveOrder wantedMove;
  private boolean heldBack;
  private @Nullable RefusedException refusal;
  private long retryMs = FIRST_RETRY_MS;
  private boolean begun;
  private boolean ended;

  /** Is told what happens to the partition, on its shard. */
  interface Owner {
    /** The log is open. */
    void onLed(PartitionLeader leader);

    /** The log start offset has moved, which is to be remembered. */
    void onLogStartOffset();

    /** Something in a log directory has failed. */
    void onStorageFailure(Path directory);

    /** The log is in another directory than it was. */
    void onMoved(LogIdentity from, LogIdentity to);

    ShardRoom roomIn(Path directory);

    /** The journal of a log directory, null where there is none. */
    @Nullable ShardJournal journalIn(Path directory);

    /** What moves the log of a leader between directories. */
    PartitionMover mover(PartitionLeader leader, PartitionMover.Host host);
  }

  HostedPartition(Shard shard, PartitionPlace place, LeaderTerms terms, Owner owner) {
    this.shard = shard;
    this.place = place;
    this.terms = terms;
    this.owner = owner;
    this.room = owner.roomIn(place.identity().directory());
  }

  TopicPartition topicPartition() {
    return place.identity().topicPartition();
  }

  PartitionOffsets offsets() {
    return leader != null ? PartitionOffsets.of(leader.log()) : PartitionOffsets.before(place);
  }

  /** Whether the log is open, or can't be opened for now. */
  boolean isSettled() {
    return leader != null || opening.isDone();
  }

  /** The leader, once the log is open. */
  Optional<PartitionLeader> leader() {
    return Optional.ofNullable(leader);
  }

  <R> CompletionStage<R> ask(PartitionQuestion<R> question) {
    if (heldBack) {
      return refusal == null ? questions.add(question) : CompletableFuture.failedStage(refusal);
    }
    if (leader != null) {
      return question.attempt(leader);
    }
    return opening.isDone() ? opening.thenCompose(question::ask) : questions.add(question);
  }

  /** Asks for what a producer wants to append, if there is room for it. */
  <R> CompletionStage<R> askToAppend(long bytes, PartitionQuestion<R> question) {
    return room.take(bytes)
        ? ask(question)
        : CompletableFuture.failedStage(
            new RefusedException(
                ErrorCode.KAFKA_STORAGE_ERROR,
                identity().directory()
                    + " has no room beyond log.disk.reserve.bytes: make room, or wait for retention"));
  }

  LogIdentity identity() {
    return place.identity();
  }

  /** Begins to open the log, unless the partition has ended. */
  void open() {
    if (ended) {
      return;
    }
    begun = true;
    if (room.hasFailed()) {
      onOpened(null, new IOException(identity().directory() + " can't be used"));
      return;
    }
    PartitionLeader.open(
            shard, place.identity(), place.start(), terms, this, journalIn(identity().directory()))
        .whenComplete(this::onOpened);
  }

  private void onOpened(@Nullable PartitionLeader opened, @Nullable Throwable failure) {
    if (opened != null) {
      leader = opened;
      mover = owner.mover(opened, this);
      retryMs = FIRST_RETRY_MS;
      opened.configure(terms);
      questions.ask(opened);
      opening.complete(opened);
      if (!ended) {
        owner.onLed(opened);
        beginWantedMove();
      }
      return;
    }
    log.error(
        "Partition {} can't be opened; trying again in {} ms", topicPartition(), retryMs, failure);
    RefusedException cantBeOpened = storageError(failure);
    questions.refuse(cantBeOpened);
    opening.completeExceptionally(cantBeOpened);
    owner.onStorageFailure(identity().directory());
    retryLater(this::openAgain);
  }

  /** Moves the log to another directory, when it is open. */
  void move(MoveOrder order) {
    wantedMove = order;
    beginWantedMove();
  }

  private void beginWantedMove() {
    if (mover != null && wantedMove != null) {
      MoveOrder order = wantedMove;
      wantedMove = null;
      mover.move(order);
    }
  }

  /** The move of the log that is under way. */
  Optional<LogMove> logMove() {
    return mover == null ? Optional.empty() : mover.move();
  }

  @Override
  public void holdBack() {
    heldBack = true;
  }

  @Override
  public void resume() {
    heldBack = false;
    refusal = null;
    if (leader != null && !ended) {
      questions.ask(leader);
    }
  }

  @Override
  public void refuse(Throwable why) {
    log.error("Partition {} can't be moved, nor opened: {}", topicPartition(), why.toString());
    refusal = storageError(why);
    questions.refuse(refusal);
  }

  @Override
  public @Nullable ShardJournal journalIn(Path directory) {
    return owner.journalIn(directory);
  }

  @Override
  public void onMoved(PartitionPlace newPlace) {
    LogIdentity from = place.identity();
    place = newPlace;
    room = owner.roomIn(newPlace.identity().directory());
    owner.onMoved(from, newPlace.identity());
  }

  private static RefusedException storageError(@Nullable Throwable failure) {
    return new RefusedException(ErrorCode.KAFKA_STORAGE_ERROR, String.valueOf(failure));
  }

  private void openAgain() {
    opening = new CompletableFuture<>();
    open();
  }

  private void retryLater(Runnable attempt) {
    shard
        .timers()
        .schedule(
            retryMs,
            () -> {
              if (!ended) {
                attempt.run();
              }
            });
    retryMs = Math.min(MAX_RETRY_MS, retryMs * 2);
  }

  @Override
  public void onLogStartOffset(PartitionLog moved, long logStartOffset) {
    owner.onLogStartOffset();
  }

  @Override
  public void onStorageFailure(PartitionLog failed, LogException.StorageFailure failure) {
    log.error(
        "Partition {} is offline: its disk failed ({}); trying again in {} ms",
        topicPartition(),
        failure.getMessage(),
        retryMs);
    if (leader != null) {
      leader.release(failure);
    }
    owner.onStorageFailure(identity().directory());
    retryLater(() -> reopen(failed));
  }

  /** The directory of the log can't be used any more. */
  void takeOffline(IOException cause) {
    if (leader != null && leader.log().unavailable().isEmpty()) {
      leader.log().takeOffline(cause);
    }
  }

  /**
   * A directory that fails may be an empty one, of a disk that is not mounted: it is left alone.
   */
  private void reopen(PartitionLog failed) {
    if (room.hasFailed()) {
      retryMs = FIRST_RETRY_MS;
      retryLater(() -> reopen(failed));
      return;
    }
    failed
        .reopen()
        .whenComplete(
            (_, failure) -> {
              if (failure == null) {
                log.info("Partition {} is online again", topicPartition());
                retryMs = FIRST_RETRY_MS;
              } else {
                retryLater(() -> reopen(failed));
              }
            });
  }

  void configure(LeaderTerms newTerms) {
    terms = newTerms;
    if (leader != null) {
      leader.configure(newTerms);
    }
  }

  /** Closes the log, in order if its state allows that. */
  CompletionStage<ClosedPartition> close() {
    ended = true;
    return afterMove(PartitionMover::endForShutdown)
        .thenCompose(_ -> closeLog())
        .thenApply(inOrder -> new ClosedPartition(offsets(), inOrder));
  }

  private CompletionStage<Void> afterMove(Function<PartitionMover, CompletionStage<Void>> ending) {
    return mover == null ? CompletableFuture.completedStage(null) : ending.apply(mover);
  }

  private CompletionStage<Boolean> closeLog() {
    return end("the broker is shutting down", HostedPartition::close);
  }

  /** A log that has failed is let go, but what it leaves is not to be believed. */
  private static CompletionStage<Void> close(PartitionLog closed) {
    Optional<LogException> failure = closed.unavailable();
    return failure.isEmpty()
        ? closed.close().exceptionallyCompose(error -> letGo(closed, error))
        : letGo(closed, failure.get());
  }

  private static CompletionStage<Void> letGo(PartitionLog failed, Throwable why) {
    return failed.close().thenCompose(_ -> CompletableFuture.failedStage(why));
  }

  /** Deletes the log and its files; completes with whether that went well. */
  CompletionStage<Boolean> delete() {
    ended = true;
    return afterMove(PartitionMover::endForDeletion)
        .thenCompose(_ -> end("the partition is deleted", PartitionLog::delete));
  }

  private CompletionStage<Boolean> end(String why, LogEnding ending) {
    RefusedException goodbye = new RefusedException(ErrorCode.NOT_LEADER_OR_FOLLOWER, why);
    if (!begun || leader != null) {
      questions.refuse(goodbye);
    }
    if (!begun) {
      return CompletableFuture.completedStage(true);
    }
    return opening
        .thenCompose(
            opened -> {
              opened.release(goodbye);
              return ending.end(opened.log());
            })
        .handle((_, failure) -> endedInOrder(failure));
  }

  private boolean endedInOrder(@Nullable Throwable failure) {
    if (failure != null) {
      log.warn("Partition {} did not end in order: {}", topicPartition(), String.valueOf(failure));
    }
    return failure == null;
  }

  private interface LogEnding {
    CompletionStage<Void> end(PartitionLog ended);
  }
}
