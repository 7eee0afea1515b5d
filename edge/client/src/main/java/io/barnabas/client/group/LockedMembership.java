package io.barnabas.client.group;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread at a time into a membership. The lock is held while the member joins, which may
 * be long; the thread of the heartbeats does not wait for that, as none is due then.
 */
final class LockedMembership implements Membership {
  /** Until a look again, when a heartbeat can't be sent now. */
  private static final long RETRY_MS = 100;

  private final Membership membership;
  private final ReentrantLock lock = new ReentrantLock();

  LockedMembership(Membership membership) {
    this.membership = membership;
  }

  @Override
  public void poll(PartitionOwner owner) {
    lock.lock();
    try {
      membership.poll(owner);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long beat() {
    if (!lock.tryLock()) {
      return RETRY_MS;
    }
    try {
      return membership.beat();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Committer committer() {
    lock.lock();
    try {
      return membership.committer();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void leave() {
    lock.lock();
    try {
      membership.leave();
    } finally {
      lock.unlock();
    }
  }
}
