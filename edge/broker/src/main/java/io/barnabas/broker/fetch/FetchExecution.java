package io.barnabas.broker.fetch;

import io.barnabas.broker.partition.Failure;
import io.barnabas.broker.partition.Partitions;
import io.barnabas.environment.Shard;
import io.barnabas.log.TopicPartition;
import io.barnabas.replication.LeaderRead;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the partitions of one fetch, wherever their leaders are, and goes on until there is enough
 * to answer, something that can't wait, or no more time. Every read is a reference to a file, so
 * reading more than will be sent costs nothing. To be used on the connection's shard.
 */
final class FetchExecution {
  private final Partitions partitions;
  private final Shard shard;
  private final FetchLimits limits;
  private final List<FetchTarget> targets;
  private final Runnable onDone;
  private final long deadlineNs;
  private int readsUnderWay;
  private @Nullable DataWait wait;
  private boolean stopped;

  /**
   * @param receivedNs when the request came, from which the time to wait counts
   * @param onDone called once, when all targets hold what is to be answered
   */
  FetchExecution(
      Partitions partitions,
      Shard shard,
      FetchLimits limits,
      List<FetchTarget> targets,
      long receivedNs,
      Runnable onDone) {
    this.partitions = partitions;
    this.shard = shard;
    this.limits = limits;
    this.targets = targets;
    this.deadlineNs = receivedNs + TimeUnit.MILLISECONDS.toNanos(limits.maxWaitMs());
    this.onDone = onDone;
  }

  void start() {
    read(targets);
  }

  /** Waits no longer, because nobody waits for the answer. */
  void stop() {
    stopped = true;
    if (wait != null) {
      wait.end();
    }
  }

  private void read(Collection<FetchTarget> some) {
    // One more than there are, so that answers that come at once do not end the round early.
    readsUnderWay = some.size() + 1;
    for (FetchTarget target : some) {
      TopicPartition partition = target.partition();
      if (partition == null) {
        readsUnderWay--;
      } else {
        partitions
            .<LeaderRead>ask(
                shard, partition, leader -> leader.read(target.wanted(), limits.reading()))
            .whenComplete((result, failure) -> onRead(target, result, failure));
      }
    }
    endOneRead();
  }

  private void onRead(FetchTarget target, LeaderRead result, @Nullable Throwable failure) {
    if (failure == null) {
      target.succeed(result);
    } else {
      target.fail(Failure.of(failure));
    }
    endOneRead();
  }

  private void endOneRead() {
    readsUnderWay--;
    if (readsUnderWay == 0) {
      answerOrWait();
    }
  }

  private void answerOrWait() {
    long bytes = 0;
    boolean urgent = stopped || targets.isEmpty();
    for (FetchTarget target : targets) {
      bytes += target.readBytes();
      urgent |= target.isUrgent();
    }
    long remainingMs = TimeUnit.NANOSECONDS.toMillis(deadlineNs - shard.clock().monotonicNs());
    if (urgent || bytes >= limits.minBytes() || remainingMs <= 0) {
      onDone.run();
    } else {
      wait = new DataWait(partitions, shard, limits.minBytes() - bytes, this::read);
      wait.start(targets, remainingMs);
    }
  }
}
