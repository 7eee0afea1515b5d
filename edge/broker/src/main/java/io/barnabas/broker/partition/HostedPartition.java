package io.barnabas.broker.partition;

import io.barnabas.environment.Shard;
import io.barnabas.log.LogException;
import io.barnabas.log.LogIdentity;
import io.barnabas.log.LogListener;
import io.barnabas.log.PartitionLog;
import io.barnabas.log.TopicPartition;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.replication.LeaderTerms;
import io.barnabas.replication.PartitionLeader;
import io.barnabas.replication.RefusedException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One partition on its shard, from its first opening to its removal. While it is being opened,
 * questions wait. While its disk fails they are refused, and it is tried again from time to time,
 * so that a disk which has room again needs no restart.
 */
final class HostedPartition implements LogListener {
  private static final Logger log = LoggerFactory.getLogger(HostedPartition.class);
  private static final long FIRST_RETRY_MS = 1_000;
  private static final long MAX_RETRY_MS = 30_000;

  private final Shard shard;
  private final PartitionPlace place;
  private final Runnable onLogStartOffset;
  private final Consumer<PartitionLeader> onLed;
  private final WaitingQuestions questions = new WaitingQuestions();
  private LeaderTerms terms;
  private CompletableFuture<PartitionLeader> opening = new CompletableFuture<>();
  private @Nullable PartitionLeader leader;
  private long retryMs = FIRST_RETRY_MS;
  private boolean begun;
  private boolean ended;

  /**
   * @param onLogStartOffset told when the log start offset has moved, which is to be remembered
   * @param onLed told when the log is open
   */
  HostedPartition(
      Shard shard,
      PartitionPlace place,
      LeaderTerms terms,
      Runnable onLogStartOffset,
      Consumer<PartitionLeader> onLed) {
    this.shard = shard;
    this.place = place;
    this.terms = terms;
    this.onLogStartOffset = onLogStartOffset;
    this.onLed = onLed;
  }

  TopicPartition topicPartition() {
    return place.identity().topicPartition();
  }

  PartitionOffsets offsets() {
    return leader != null ? PartitionOffsets.of(leader.log()) : PartitionOffsets.before(place);
  }

  /** The leader, once the log is open. */
  Optional<PartitionLeader> leader() {
    return Optional.ofNullable(leader);
  }

  <R> CompletionStage<R> ask(PartitionQuestion<R> question) {
    if (leader != null) {
      return question.attempt(leader);
    }
    return opening.isDone() ? opening.thenCompose(question::ask) : questions.add(question);
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
    PartitionLeader.open(shard, place.identity(), place.start(), terms, this)
        .whenComplete(this::onOpened);
  }

  private void onOpened(@Nullable PartitionLeader opened, @Nullable Throwable failure) {
    if (opened != null) {
      leader = opened;
      retryMs = FIRST_RETRY_MS;
      opened.configure(terms);
      questions.ask(opened);
      opening.complete(opened);
      if (!ended) {
        onLed.accept(opened);
      }
      return;
    }
    log.error(
        "Partition {} can't be opened; trying again in {} ms", topicPartition(), retryMs, failure);
    RefusedException refusal = storageError(failure);
    questions.refuse(refusal);
    opening.completeExceptionally(refusal);
    retryLater(this::openAgain);
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
    onLogStartOffset.run();
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
    retryLater(() -> reopen(failed));
  }

  private void reopen(PartitionLog failed) {
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
    return end("the broker is shutting down", HostedPartition::close)
        .thenApply(inOrder -> new ClosedPartition(offsets(), inOrder));
  }

  /** A log that has failed is let go, but what it leaves is not to be believed. */
  private static CompletionStage<Void> close(PartitionLog closed) {
    Optional<LogException> failure = closed.unavailable();
    return failure.isEmpty()
        ? closed.close()
        : closed.close().thenCompose(_ -> CompletableFuture.failedStage(failure.get()));
  }

  /** Deletes the log and its files; completes with whether that went well. */
  CompletionStage<Boolean> delete() {
    return end("the partition is deleted", PartitionLog::delete);
  }

  private CompletionStage<Boolean> end(String why, LogEnding ending) {
    ended = true;
    RefusedException refusal = new RefusedException(ErrorCode.NOT_LEADER_OR_FOLLOWER, why);
    if (!begun) {
      questions.refuse(refusal);
      return CompletableFuture.completedStage(true);
    }
    return opening
        .thenCompose(
            opened -> {
              opened.release(refusal);
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
