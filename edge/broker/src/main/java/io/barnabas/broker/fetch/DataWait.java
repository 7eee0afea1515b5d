package io.barnabas.broker.fetch;

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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One wait of a fetch: until enough bytes have come to its partitions, one of them has gone away,
 * or the time is up. Use it once, on the connection's shard.
 */
final class DataWait {
  private final Partitions partitions;
  private final Shard shard;
  private final Consumer<Collection<FetchTarget>> onEnd;

  /** This wait's own: taking it back can't take back a later wait of the same fetch. */
  private final WaitTicket ticket = new WaitTicket();

  private final Set<FetchTarget> asleep = new LinkedHashSet<>();
  private final Set<FetchTarget> changed = new LinkedHashSet<>();
  private long bytesToCome;
  private @Nullable Timer timer;
  private boolean ended;

  /**
   * @param onEnd called once, with the targets at which something has happened
   */
  DataWait(
      Partitions partitions,
      Shard shard,
      long bytesToCome,
      Consumer<Collection<FetchTarget>> onEnd) {
    this.partitions = partitions;
    this.shard = shard;
    this.bytesToCome = bytesToCome;
    this.onEnd = onEnd;
  }

  /** Begins to wait; ends at once where enough has come since the targets were read. */
  void start(List<FetchTarget> targets, long maxMs) {
    timer = shard.timers().schedule(maxMs, this::end);
    for (FetchTarget target : targets) {
      LeaderRead read = target.read();
      if (read != null && !ended) {
        awaitAt(target, read.mark());
      }
    }
  }

  private void awaitAt(FetchTarget target, long mark) {
    TopicPartition partition = target.partition();
    if (partition != null) {
      asleep.add(target);
      partitions
          .<Long>ask(shard, partition, leader -> leader.whenReadable(ticket, mark))
          .whenComplete((newMark, failure) -> onMore(target, mark, newMark, failure));
    }
  }

  private void onMore(
      FetchTarget target, long mark, @Nullable Long newMark, @Nullable Throwable failure) {
    if (ended) {
      return;
    }
    asleep.remove(target);
    changed.add(target);
    if (newMark == null || failure != null) {
      // The partition went away; reading it again tells how.
      end();
      return;
    }
    bytesToCome -= newMark - mark;
    if (bytesToCome <= 0) {
      end();
    } else {
      awaitAt(target, newMark);
    }
  }

  /** Ends the wait, if it has not ended. */
  void end() {
    if (ended) {
      return;
    }
    ended = true;
    if (timer != null) {
      timer.cancel();
    }
    for (FetchTarget target : asleep) {
      TopicPartition partition = target.partition();
      if (partition != null) {
        partitions.tell(partition, leader -> leader.forget(ticket));
      }
    }
    onEnd.accept(changed);
  }
}
