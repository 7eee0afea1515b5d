package io.barnabas.client.group;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Sends heartbeats while the reader is busy with what it has read. */
final class HeartbeatThread implements AutoCloseable {
  private final Membership membership;
  private final Semaphore end = new Semaphore(0);
  private final Thread thread;

  HeartbeatThread(Membership membership, String groupId) {
    this.membership = membership;
    this.thread = Thread.ofPlatform().name("heartbeats-" + groupId).daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!end.tryAcquire(membership.beat(), TimeUnit.MILLISECONDS)) {
        // Not the end yet: the next heartbeat may be due.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end.release();
  }
}
