package io.barnabas.broker.partition;

import io.barnabas.environment.Shard;
import io.barnabas.log.LogException;
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
  private final WaitingQuestions questions = new WaitingQuestions();
  private LeaderTerms terms;
  private CompletableFuture<PartitionLeader> opening = new CompletableFuture<>();
  private @Nullable PartitionLeader leader;
  private long retryMs = FIRST_RETRY_MS;
  private boolean ended;

  HostedPartition(Shard shard, PartitionPlace place, LeaderTerms terms) {
    this.shard = shard;
    this.place = place;
    this.terms = terms;
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

  void open() {
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

  /** Closes the log in order, whatever state it is in. */
  CompletionStage<@Nullable Void> close() {
    return end("the broker is shutting down", PartitionLog::close);
  }

  /** Deletes the log and its files. */
  CompletionStage<@Nullable Void> delete() {
    return end("the partition is deleted", PartitionLog::delete);
  }

  private CompletionStage<@Nullable Void> end(String why, LogEnding ending) {
    ended = true;
    return opening
        .thenCompose(
            opened -> {
              opened.release(new RefusedException(ErrorCode.NOT_LEADER_OR_FOLLOWER, why));
              return ending.end(opened.log());
            })
        .exceptionally(
            failure -> {
              log.warn(
                  "Partition {} did not end in order: {}",
                  topicPartition(),
                  String.valueOf(failure));
              return null;
            });
  }

  private interface LogEnding {
    CompletionStage<Void> end(PartitionLog ended);
  }
}
