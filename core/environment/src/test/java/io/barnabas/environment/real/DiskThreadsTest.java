package io.barnabas.environment.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.environment.Lane;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DiskThreadsTest {
  private final DiskThreads threads = new DiskThreads(new NioVolume(), 3);
  private final ThreadShard first = new ThreadShard(0, threads);
  private final ThreadShard second = new ThreadShard(1, threads);

  @AfterEach
  void end() {
    threads.close();
    first.close();
    second.close();
  }

  @Test
  void workOfALaneIsDoneAndCompletedInOrderOnItsShard() throws Exception {
    int count = 20_000;
    List<Integer> done = new ArrayList<>();
    List<Integer> completed = new ArrayList<>();
    CompletableFuture<Void> end = new CompletableFuture<>();
    first.execute(
        () -> {
          Lane lane = first.disk().lane(7);
          for (int i = 0; i < count; i++) {
            int number = i;
            CompletionStage<Boolean> stage = lane.submit(volume -> done.add(number));
            stage.thenAccept(ignored -> noteOn(first, number, completed, count, end));
          }
        });
    end.get();
    List<Integer> expected = IntStream.range(0, count).boxed().toList();
    assertThat(done).isEqualTo(expected);
    assertThat(completed).isEqualTo(expected);
  }

  @Test
  void coldReadsThatWaitHoldUpNothingElse() throws Exception {
    CompletableFuture<Void> device = new CompletableFuture<>();
    CompletableFuture<Void> others = new CompletableFuture<>();
    List<CompletableFuture<Void>> cold = new ArrayList<>();
    first.execute(
        () -> {
          for (int key = 0; key < 20; key++) {
            cold.add(first.disk().coldLane(key).submit(_ -> device.join()).toCompletableFuture());
          }
          List<CompletableFuture<Boolean>> work = new ArrayList<>();
          for (int key = 0; key < 20; key++) {
            work.add(first.disk().lane(key).submit(_ -> true).toCompletableFuture());
          }
          CompletableFuture.allOf(work.toArray(CompletableFuture<?>[]::new))
              .thenRun(() -> others.complete(null));
        });
    others.get();
    assertThat(cold).noneMatch(CompletableFuture::isDone);
    device.complete(null);
    CompletableFuture.allOf(cold.toArray(CompletableFuture<?>[]::new)).get();
  }

  private static void noteOn(
      ThreadShard shard, int number, List<Integer> seen, int count, CompletableFuture<Void> end) {
    if (!shard.isCurrent()) {
      end.completeExceptionally(new AssertionError("Completed off its shard"));
    }
    seen.add(number);
    if (seen.size() == count) {
      end.complete(null);
    }
  }

  @Test
  void shardsShareTheThreadsAndGetTheirOwnResults() throws Exception {
    List<CompletableFuture<Boolean>> results = new ArrayList<>();
    for (ThreadShard shard : List.of(first, second)) {
      for (int key = 0; key < 500; key++) {
        results.add(completesOnItsShard(shard, key));
      }
    }
    for (CompletableFuture<Boolean> onItsShard : results) {
      assertThat(onItsShard.get()).isTrue();
    }
  }

  private static CompletableFuture<Boolean> completesOnItsShard(ThreadShard shard, int key) {
    CompletableFuture<Boolean> result = new CompletableFuture<>();
    shard.execute(
        () ->
            shard
                .disk()
                .lane(key)
                .submit(volume -> null)
                .thenRun(() -> result.complete(shard.isCurrent())));
    return result;
  }

  @Test
  void equalKeysShareALaneAndDifferentKeysSpread() {
    assertThat(first.disk().lane(5)).isSameAs(first.disk().lane(5));
    long lanes = IntStream.range(0, 100).mapToObj(first.disk()::lane).distinct().count();
    assertThat(lanes).isEqualTo(3);
  }

  @Test
  void whatWorkThrowsComesThroughAndTheLaneGoesOn() throws Exception {
    Lane lane = first.disk().lane(-3);
    CompletionStage<Void> failing =
        lane.submit(
            volume -> {
              throw new IOException("no disk");
            });
    CompletionStage<Void> worse =
        lane.submit(
            volume -> {
              throw new StackOverflowError();
            });
    CompletionStage<String> fine = lane.submit(volume -> "fine");
    assertThat(fine.toCompletableFuture().get()).isEqualTo("fine");
    assertThatThrownBy(() -> failing.toCompletableFuture().get())
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(IOException.class)
        .hasMessage("no disk");
    assertThat(worse.toCompletableFuture()).isCompletedExceptionally();
  }

  @Test
  void aSleepingThreadWakesForWork() throws Exception {
    Lane lane = first.disk().lane(1);
    for (int round = 0; round < 2_000; round++) {
      int number = round;
      assertThat(lane.submit(volume -> number).toCompletableFuture().get()).isEqualTo(number);
    }
  }

  @Test
  void closingDoesTheWorkThatWaitsAndRefusesLaterWork() throws Exception {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    Lane lane = first.disk().lane(1);
    lane.submit(volume -> gate.join());
    List<CompletableFuture<Integer>> waiting = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      int number = i;
      waiting.add(lane.submit(volume -> number).toCompletableFuture());
    }
    Thread closer = Thread.ofPlatform().start(threads::close);
    gate.complete(null);
    closer.join();
    for (CompletableFuture<Integer> stage : waiting) {
      assertThat(stage.get()).isNotNegative();
    }
    assertThatThrownBy(() -> lane.submit(volume -> 1).toCompletableFuture().get())
        .hasRootCauseInstanceOf(IOException.class);
  }

  @Test
  void aDiskNeedsAThread() {
    assertThatThrownBy(() -> new DiskThreads(new NioVolume(), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
