package io.barnabas.environment.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.environment.Clock;
import io.barnabas.environment.Disk;
import io.barnabas.environment.DiskWork;
import io.barnabas.environment.Lane;
import io.barnabas.environment.Randomness;
import io.barnabas.environment.Shard;
import io.barnabas.environment.Timers;
import io.barnabas.environment.Volume;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class BriefLaneTest {
  private final TestShard shard = new TestShard();
  private final TestThread thread = new TestThread();
  private final BriefLane lane = new BriefLane(shard, new NioVolume(), thread);
  private final List<String> done = new ArrayList<>();

  @Test
  void briefWorkIsDoneWithinTheCallAndCompletedLater() {
    CompletionStage<Boolean> stage = lane.submit(_ -> done.add("work"));

    assertThat(done).containsExactly("work");
    assertThat(stage.toCompletableFuture()).isNotDone();
    shard.runTasks();
    assertThat(stage.toCompletableFuture()).isCompletedWithValue(true);
  }

  @Test
  void whatWorkThrowsIsItsResult() {
    CompletionStage<Void> stage =
        lane.submit(
            _ -> {
              throw new IOException("no room");
            });
    shard.runTasks();

    assertThat(stage.toCompletableFuture())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withMessageContaining("no room");
  }

  @Test
  void afterWorkThatWasNotBriefTheNextGoesToTheThreadUntilAllHasBeenBriefForAWhile() {
    lane.submit(_ -> take(BriefLane.BRIEF_NS + 1));
    assertThat(isDoneOnShard()).isFalse();

    shard.nowNs += BriefLane.PROBATION_NS - 1;
    assertThat(isDoneOnShard()).isFalse();

    shard.nowNs += 1;
    assertThat(isDoneOnShard()).isTrue();
  }

  @Test
  void workThatWasNotBriefOnTheThreadKeepsTheNextThere() {
    lane.submit(_ -> take(BriefLane.BRIEF_NS + 1));
    lane.submit(_ -> take(BriefLane.BRIEF_NS + 1));
    shard.nowNs += BriefLane.PROBATION_NS;
    thread.perform();
    assertThat(isDoneOnShard()).isFalse();
  }

  @Test
  void nothingOvertakesWorkOnTheThread() {
    lane.submit(_ -> take(BriefLane.BRIEF_NS + 1));
    lane.submit(_ -> done.add("first"));
    shard.nowNs += BriefLane.PROBATION_NS;
    lane.submit(_ -> done.add("second"));

    assertThat(done).isEmpty();
    thread.perform();
    assertThat(done).containsExactly("first", "second");
  }

  private boolean take(long durationNs) {
    shard.nowNs += durationNs;
    return true;
  }

  private boolean isDoneOnShard() {
    int before = done.size();
    lane.submit(_ -> done.add("probe"));
    boolean onShard = done.size() > before;
    thread.perform();
    return onShard;
  }

  /** A disk thread that works when it is told to. */
  private static final class TestThread implements Lane {
    private final Volume volume = new NioVolume();
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    @Override
    public <T> CompletionStage<T> submit(DiskWork<T> work) {
      CompletableFuture<T> stage = new CompletableFuture<>();
      waiting.add(
          () -> {
            try {
              stage.complete(work.run(volume));
            } catch (IOException e) {
              stage.completeExceptionally(e);
            }
          });
      return stage;
    }

    void perform() {
      for (Runnable work = waiting.poll(); work != null; work = waiting.poll()) {
        work.run();
      }
    }
  }

  /** A shard whose time is set by the test. */
  private static final class TestShard implements Shard, Clock {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private long nowNs = -5;

    void runTasks() {
      for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
        task.run();
      }
    }

    @Override
    public int index() {
      return 0;
    }

    @Override
    public boolean isCurrent() {
      return true;
    }

    @Override
    public void execute(Runnable task) {
      tasks.add(task);
    }

    @Override
    public Clock clock() {
      return this;
    }

    @Override
    public long wallMs() {
      return 0;
    }

    @Override
    public long monotonicNs() {
      return nowNs;
    }

    @Override
    public Timers timers() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Randomness randomness() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Disk disk() {
      throw new UnsupportedOperationException();
    }
  }
}
