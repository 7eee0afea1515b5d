package io.barnabas.environment.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.environment.Timers.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ThreadShardTest {
  private final DiskThreads threads = new DiskThreads(new NioVolume(), 1);
  private final ThreadShard shard = new ThreadShard(4, threads);

  @AfterEach
  void end() {
    threads.close();
    shard.close();
  }

  @Test
  void tasksRunInOrderAndNeverInsideExecute() throws Exception {
    List<String> trace = new ArrayList<>();
    CompletableFuture<Void> end = new CompletableFuture<>();
    shard.execute(
        () -> {
          shard.execute(() -> trace.add("second"));
          shard.execute(() -> end.complete(null));
          trace.add("first");
        });
    end.get();
    assertThat(trace).containsExactly("first", "second");
    assertThat(shard.isCurrent()).isFalse();
    assertThat(shard.index()).isEqualTo(4);
  }

  @Test
  void timersRunByTimeThenByOrderUnlessCancelled() throws Exception {
    List<String> trace = new ArrayList<>();
    CompletableFuture<Boolean> end = new CompletableFuture<>();
    shard.execute(
        () -> {
          Timer cancelled = shard.timers().schedule(1, () -> trace.add("never"));
          shard.timers().schedule(20, () -> end.complete(cancelled.cancel()));
          shard.timers().schedule(-5, () -> trace.add("now"));
          shard.timers().schedule(0, () -> trace.add("then"));
          trace.add(String.valueOf(cancelled.cancel()));
        });
    assertThat(end.get()).isFalse();
    assertThat(trace).containsExactly("true", "now", "then");
  }

  @Test
  void aTaskThatFailsDoesNotEndTheShard() throws Exception {
    CompletableFuture<Boolean> end = new CompletableFuture<>();
    shard.execute(
        () -> {
          throw new IllegalStateException("on purpose");
        });
    shard.execute(() -> end.complete(shard.isCurrent()));
    assertThat(end.get()).isTrue();
  }

  @Test
  void aClosedShardRunsWhatWaitsAndRefusesMore() {
    List<Integer> trace = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      int number = i;
      shard.execute(() -> trace.add(number));
    }
    shard.close();
    assertThat(trace).hasSize(100);
    assertThatThrownBy(() -> shard.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void clockAndChanceAreTheSystems() {
    assertThat(shard.clock().wallMs()).isPositive();
    assertThat(shard.clock().monotonicNs()).isLessThanOrEqualTo(shard.clock().monotonicNs());
    assertThat(shard.randomness().nextInt(3)).isBetween(0, 2);
    assertThat(shard.randomness().nextUuid().version()).isEqualTo(4);
    assertThat(new SystemRandomness().nextLong()).isNotEqualTo(new SystemRandomness().nextLong());
  }
}
