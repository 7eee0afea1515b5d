package io.barnabas.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.environment.Timers.Timer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NettyShardTest {
  private final NettyShards shards = TestNetwork.shards(2);
  private final NettyShard shard = shards.all().get(1);
  private final List<String> trace = new CopyOnWriteArrayList<>();

  @AfterEach
  void end() {
    shards.close();
  }

  private void onShard(Runnable task) {
    CompletableFuture.runAsync(task, shard).join();
  }

  @Test
  void aShardKnowsItsPlaceAndWhetherItRuns() {
    assertThat(shard.index()).isEqualTo(1);
    assertThat(shard.isCurrent()).isFalse();
    onShard(
        () -> {
          assertThat(shard.isCurrent()).isTrue();
          assertThat(shards.all().get(0).isCurrent()).isFalse();
          assertThat(Thread.currentThread().getName()).isEqualTo("shard-1");
        });
  }

  @Test
  void aTaskGivenOnTheShardRunsLaterAndInOrder() {
    onShard(
        () -> {
          shard.execute(() -> trace.add("second"));
          shard.execute(() -> trace.add("third"));
          trace.add("first");
        });
    onShard(() -> assertThat(trace).containsExactly("first", "second", "third"));
  }

  @Test
  void aTaskThatThrowsDoesNotEndTheShard() {
    shard.execute(
        () -> {
          throw new IllegalStateException("a planted fault");
        });
    onShard(() -> trace.add("alive"));
    assertThat(trace).containsExactly("alive");
  }

  @Test
  void timersRunInTheOrderOfTheirTimes() throws InterruptedException {
    CountDownLatch all = new CountDownLatch(3);
    onShard(
        () -> {
          schedule(40, "late", all);
          schedule(-5, "now", all);
          schedule(20, "soon", all);
          trace.add("scheduled");
        });
    all.await();
    assertThat(trace).containsExactly("scheduled", "now", "soon", "late");
  }

  private void schedule(long delayMs, String name, CountDownLatch done) {
    Timer _ =
        shard
            .timers()
            .schedule(
                delayMs,
                () -> {
                  assertThat(shard.isCurrent()).isTrue();
                  trace.add(name);
                  done.countDown();
                });
  }

  @Test
  void aCancelledTimerNeverRunsAndOneThatRanCannotBeCancelled() throws InterruptedException {
    CountDownLatch ran = new CountDownLatch(1);
    CompletableFuture<Timer> cancelled = new CompletableFuture<>();
    CompletableFuture<Timer> done = new CompletableFuture<>();
    onShard(
        () -> {
          cancelled.complete(shard.timers().schedule(1, () -> trace.add("cancelled")));
          assertThat(cancelled.join().cancel()).isTrue();
          assertThat(cancelled.join().cancel()).isFalse();
          done.complete(shard.timers().schedule(5, ran::countDown));
        });
    ran.await();
    onShard(() -> assertThat(done.join().cancel()).isFalse());
    assertThat(trace).isEmpty();
  }

  @Test
  void aTimerThatThrowsLeavesTheOthers() throws InterruptedException {
    CountDownLatch ran = new CountDownLatch(1);
    onShard(
        () -> {
          Timer _ =
              shard
                  .timers()
                  .schedule(
                      0,
                      () -> {
                        throw new IllegalStateException("a planted fault");
                      });
          Timer _ = shard.timers().schedule(1, ran::countDown);
        });
    ran.await();
  }

  @Test
  void anEndedShardRefusesTasks() {
    shards.close();
    assertThatThrownBy(() -> shard.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
  }
}
