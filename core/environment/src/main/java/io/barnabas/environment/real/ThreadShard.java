package io.barnabas.environment.real;

import io.barnabas.environment.Clock;
import io.barnabas.environment.Disk;
import io.barnabas.environment.Randomness;
import io.barnabas.environment.Shard;
import io.barnabas.environment.Timers;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A shard on a thread of its own, without a network; for tools and tests. */
public final class ThreadShard implements Shard, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadShard.class);

  private final Inbox<Runnable> inbox = new Inbox<>();
  private final Clock clock = new SystemClock();
  private final Randomness randomness = new SystemRandomness();
  private final TimerQueue timers = new TimerQueue(clock);
  private final int index;
  private final Disk disk;
  private final Thread thread;
  private volatile boolean finishing;

  /** Starts the shard, whose disk work goes to these threads. */
  public ThreadShard(int index, DiskThreads diskThreads) {
    this.index = index;
    disk = diskThreads.diskOf(this);
    thread = Thread.ofPlatform().name("shard-" + index).daemon().unstarted(this::run);
    inbox.takenBy(thread);
    thread.start();
  }

  private void run() {
    while (true) {
      boolean worked = inbox.drain(ThreadShard::runTask);
      worked |= timers.runDue(ThreadShard::runTask);
      if (worked) {
        continue;
      }
      if (!finishing) {
        inbox.await(timers.nextInNs());
      } else if (inbox.closeIfEmpty()) {
        return;
      }
    }
  }

  /** A task that fails must not take the shard's others with it. */
  private static void runTask(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("A task of the shard failed", e);
    }
  }

  @Override
  public int index() {
    return index;
  }

  @Override
  public boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  @Override
  public void execute(Runnable task) {
    if (!inbox.put(task)) {
      throw new RejectedExecutionException("Shard " + index + " has ended");
    }
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public Timers timers() {
    return timers;
  }

  @Override
  public Randomness randomness() {
    return randomness;
  }

  @Override
  public Disk disk() {
    return disk;
  }

  /** Runs the tasks that wait, then ends the thread; timers not yet due never run. */
  @Override
  public void close() {
    finishing = true;
    inbox.wake();
    Threads.joinUninterrupted(thread);
  }
}
