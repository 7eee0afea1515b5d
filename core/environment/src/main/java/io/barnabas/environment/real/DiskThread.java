package io.barnabas.environment.real;

import io.barnabas.environment.Volume;
import java.util.ArrayList;
import java.util.List;

/**
 * One thread that does disk work in the order it comes. It takes all that waits at once, and hands
 * what it finished of it to each shard in one task, so that under load a shard is woken once for
 * many results.
 */
final class DiskThread implements Runnable {
  /**
   * A result waits no longer than this for others that could go with it, but for work under way.
   */
  private static final long MAX_HOLD_NS = 100_000;

  private final Volume volume;
  private final Thread thread;
  private final Inbox<DiskTask<?>> inbox = new Inbox<>();
  private final List<ShardLane> lanesWithResults = new ArrayList<>();
  private long heldSinceNs;
  private volatile boolean finishing;

  DiskThread(String name, Volume volume) {
    this.volume = volume;
    thread = Thread.ofPlatform().name(name).daemon().unstarted(this);
    inbox.takenBy(thread);
  }

  void start() {
    thread.start();
  }

  /** Any thread; false when this one has ended. */
  boolean submit(DiskTask<?> task) {
    return inbox.put(task);
  }

  /** Ends the thread once all work is done. */
  void finish() {
    finishing = true;
    inbox.wake();
  }

  void awaitEnd() {
    Threads.joinUninterrupted(thread);
  }

  @Override
  public void run() {
    while (true) {
      if (inbox.drain(this::perform)) {
        handOver();
      } else if (!finishing) {
        inbox.await(Long.MAX_VALUE);
      } else if (inbox.closeIfEmpty()) {
        return;
      }
    }
  }

  private void perform(DiskTask<?> task) {
    task.perform(volume);
    if (lanesWithResults.isEmpty()) {
      heldSinceNs = System.nanoTime();
    }
    if (task.lane().addResult(task)) {
      lanesWithResults.add(task.lane());
    }
    if (System.nanoTime() - heldSinceNs > MAX_HOLD_NS) {
      handOver();
    }
  }

  private void handOver() {
    lanesWithResults.forEach(ShardLane::handOver);
    lanesWithResults.clear();
  }
}
