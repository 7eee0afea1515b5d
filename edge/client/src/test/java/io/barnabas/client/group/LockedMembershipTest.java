package io.barnabas.client.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LockedMembershipTest {
  private final CountDownLatch joining = new CountDownLatch(1);
  private final CountDownLatch joined = new CountDownLatch(1);
  private final AtomicInteger beats = new AtomicInteger();

  /** Its join lasts until it is let go on. */
  private final class SlowMembership implements Membership {
    @Override
    public void poll(PartitionOwner owner) {
      joining.countDown();
      try {
        assertThat(joined.await(1, TimeUnit.MINUTES)).isTrue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public long beat() {
      return beats.incrementAndGet();
    }

    @Override
    public Committer committer() {
      return Committer.OUTSIDE;
    }

    @Override
    public void leave() {
      throw new AssertionError("nobody leaves");
    }
  }

  @Test
  @Timeout(60)
  void a_heartbeat_does_not_wait_for_a_join() throws InterruptedException {
    Membership membership = new LockedMembership(new SlowMembership());
    Thread reader = Thread.ofVirtual().start(() -> membership.poll(new RecordingOwner()));
    joining.await();
    assertThat(membership.beat()).isPositive();
    assertThat(beats).hasValue(0);
    joined.countDown();
    reader.join();
    assertThat(membership.beat()).isEqualTo(1);
    assertThat(membership.committer()).isEqualTo(Committer.OUTSIDE);
  }
}
