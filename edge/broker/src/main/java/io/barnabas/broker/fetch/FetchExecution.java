package io.barnabas.broker.fetch;

import io.barnabas.broker.partition.Failure;
import io.barnabas.broker.partition.Partitions;
import io.barnabas.environment.Shard;
import io.barnabas.environment.Timers.Timer;
import io.barnabas.log.TopicPartition;
import io.barnabas.replication.LeaderRead;
import io.barnabas.replication.WaitTicket;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
  private final WaitTicket ticket = new WaitTicket();
  private final Set<FetchTarget> changed = new LinkedHashSet<>();
  private int readsUnderWay;
  private boolean waiting;
  private long bytesToCome;
  private @Nullable Timer timer;

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
    boolean urgent = targets.isEmpty();
    for (FetchTarget target : targets) {
      bytes += target.readBytes();
      urgent |= target.isUrgent();
    }
    long remainingMs = TimeUnit.NANOSECONDS.toMillis(deadlineNs - shard.clock().monotonicNs());
    if (urgent || bytes >= limits.minBytes() || remainingMs <= 0) {
      finish();
    } else {
      await(limits.minBytes() - bytes, remainingMs);
    }
  }

  private void await(long missingBytes, long remainingMs) {
    bytesToCome = missingBytes;
    waiting = true;
    changed.clear();
    timer = shard.timers().schedule(remainingMs, this::stopWaiting);
    for (FetchTarget target : targets) {
      LeaderRead read = target.read();
      if (read != null) {
        awaitAt(target, read.mark());
      }
    }
  }

  private void awaitAt(FetchTarget target, long mark) {
    TopicPartition partition = target.partition();
    if (partition != null) {
      partitions
          .<Long>ask(shard, partition, leader -> leader.whenReadable(ticket, mark))
          .whenComplete((newMark, failure) -> onMore(target, mark, newMark, failure));
    }
  }

  private void onMore(
      FetchTarget target, long mark, @Nullable Long newMark, @Nullable Throwable failure) {
    if (!waiting) {
      return;
    }
    changed.add(target);
    if (newMark == null || failure != null) {
      // The partition went away; reading it again tells how.
      stopWaiting();
      return;
    }
    bytesToCome -= newMark - mark;
    if (bytesToCome <= 0) {
      stopWaiting();
    } else {
      awaitAt(target, newMark);
    }
  }

  private void stopWaiting() {
    if (!waiting) {
      return;
    }
    waiting = false;
    if (timer != null) {
      timer.cancel();
    }
    forgetWaits();
    read(List.copyOf(changed));
  }

  private void forgetWaits() {
    for (FetchTarget target : targets) {
      TopicPartition partition = target.partition();
      if (partition != null && !changed.contains(target)) {
        partitions.tell(partition, leader -> leader.forget(ticket));
      }
    }
  }

  private void finish() {
    onDone.run();
  }
}
