package io.barnabas.environment.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.environment.Lane;
import io.barnabas.environment.Timers.Timer;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import io.barnabas.environment.simulated.FaultPlan.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimulatedWorldTest {
  private static final Path DATA = Path.of("/data");
  private static final long SECOND_NS = 1_000_000_000;

  private final SimulatedWorld world = new SimulatedWorld(5);
  private final SimulatedVolume volume = world.newVolume(DATA);
  private final SimulatedProcess process = world.start(volume, 2);
  private final SimulatedShard shard = process.shards().getFirst();

  @Test
  void tasksOfAShardRunInOrderAndLater() {
    List<Integer> trace = new ArrayList<>();
    IntStream.range(0, 100).forEach(number -> shard.execute(() -> trace.add(number)));
    shard.execute(() -> assertThat(shard.isCurrent()).isTrue());
    assertThat(trace).isEmpty();
    world.runFor(SECOND_NS);
    assertThat(trace).isSorted().hasSize(100);
    assertThat(shard.isCurrent()).isFalse();
    assertThat(process.shards()).extracting(SimulatedShard::index).containsExactly(0, 1);
  }

  @Test
  void timersRunAtTheirTimeUnlessCancelled() {
    List<String> trace = new ArrayList<>();
    shard.timers().schedule(20, () -> trace.add("at " + shard.clock().monotonicNs() / 1_000_000));
    Timer cancelled = shard.timers().schedule(10, () -> trace.add("never"));
    shard.timers().schedule(0, () -> trace.add("first"));
    assertThat(cancelled.cancel()).isTrue();
    assertThat(cancelled.cancel()).isFalse();
    world.runFor(SECOND_NS);
    assertThat(trace).containsExactly("first", "at 20");
  }

  @Test
  void theWallClockGoesWithVirtualTimeAndJumps() {
    long before = process.clock().wallMs();
    world.runFor(3 * SECOND_NS);
    assertThat(process.clock().wallMs() - before).isEqualTo(3_000);
    process.jumpWallClock(-10_000);
    assertThat(process.clock().wallMs() - before).isEqualTo(-7_000);
    assertThat(process.clock().monotonicNs()).isEqualTo(3 * SECOND_NS);
  }

  @Test
  void aLaneKeepsItsOrderAndOtherLanesMixWithIt() {
    List<Integer> order = new ArrayList<>();
    List<Integer> results = new ArrayList<>();
    for (int number = 0; number < 200; number++) {
      int given = number;
      Lane lane = shard.disk().lane(number % 2);
      lane.submit(anyVolume -> order.add(given)).thenRun(() -> results.add(given));
    }
    world.runFor(10 * SECOND_NS);
    for (List<Integer> seen : List.of(order, results)) {
      assertThat(seen).hasSize(200).isNotEqualTo(seen.stream().sorted().toList());
      assertThat(seen.stream().filter(number -> number % 2 == 0)).isSorted();
      assertThat(seen.stream().filter(number -> number % 2 == 1)).isSorted();
    }
  }

  @Test
  void workCompletesOnItsShardAndWhatItThrowsComesThrough() {
    CompletionStage<Boolean> onShard =
        shard.disk().lane(1).submit(any -> 1).thenApply(result -> shard.isCurrent());
    CompletionStage<Object> failed =
        shard
            .disk()
            .lane(1)
            .submit(
                any -> {
                  throw new IOException("no disk");
                });
    world.runFor(10 * SECOND_NS);
    assertThat(onShard.toCompletableFuture()).isCompletedWithValue(true);
    assertThatThrownBy(() -> failed.toCompletableFuture().join())
        .hasRootCauseInstanceOf(IOException.class);
  }

  @Test
  void aCrashInTheMiddleOfWorkEndsTheProcess() {
    volume.setFaults(FaultPlan.onOperation(3, Fault.CRASH));
    List<String> trace = new ArrayList<>();
    CompletableFuture<Void> stage =
        shard
            .disk()
            .lane(1)
            .submit(anyVolume -> writeTwice(trace))
            .thenRun(() -> trace.add("completed"))
            .toCompletableFuture();
    shard.timers().schedule(5_000, () -> trace.add("timer"));
    world.runFor(10 * SECOND_NS);
    assertThat(trace).containsExactly("first");
    assertThat(stage).isNotDone();
    assertThat(process.isAlive()).isFalse();
    SimulatedProcess next = world.start(volume, 1);
    next.shards().getFirst().execute(() -> trace.add("alive"));
    world.runFor(SECOND_NS);
    assertThat(trace).containsExactly("first", "alive");
  }

  @Test
  void aStalledDiskBeginsNothingForSoLongAndEverythingElseGoesOn() {
    List<String> trace = new ArrayList<>();
    shard.disk().lane(1).submit(_ -> trace.add("asked before"));
    shard.stallDisk(10 * SECOND_NS);
    shard.disk().lane(1).submit(_ -> trace.add("old lane"));
    shard.disk().lane(2).submit(_ -> trace.add("new lane"));
    shard.disk().coldLane(1).submit(_ -> trace.add("cold lane"));
    shard.disk().briefLane().submit(_ -> trace.add("brief lane"));
    shard.execute(() -> trace.add("task"));
    world.runFor(9 * SECOND_NS);
    assertThat(trace).containsExactlyInAnyOrder("asked before", "task");
    world.runFor(2 * SECOND_NS);
    assertThat(trace).contains("old lane", "new lane", "cold lane", "brief lane");
  }

  private Void writeTwice(List<String> trace) throws IOException {
    try (VolumeFile file = volume.open(DATA.resolve("a"), OpenMode.WRITE)) {
      file.write(0, ByteBuffer.allocate(10));
      trace.add("first");
      file.write(10, ByteBuffer.allocate(10));
      trace.add("second");
    }
    return null;
  }

  @Test
  void aCrashThatSomethingSwallowsEndsTheProcessAllTheSame() {
    volume.setFaults(FaultPlan.onOperation(1, Fault.CRASH));
    shard.execute(
        () -> {
          try {
            volume.list(DATA);
          } catch (CrashedException | IOException e) {
            assertThat(e).isInstanceOf(CrashedException.class);
          }
        });
    world.runFor(SECOND_NS);
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void whatATaskThrowsReachesTheTest() {
    shard.execute(
        () -> {
          throw new IllegalStateException("on purpose");
        });
    assertThatThrownBy(() -> world.runFor(SECOND_NS)).hasMessage("on purpose");
  }

  @Test
  void runningUntilSomethingHoldsStopsThereOrAtTheTime() {
    List<Integer> trace = new ArrayList<>();
    IntStream.range(0, 10).forEach(i -> world.schedule(i * SECOND_NS, "count", () -> trace.add(i)));
    assertThat(world.runUntil(() -> trace.size() == 3, 100 * SECOND_NS)).isTrue();
    assertThat(world.nowNs()).isEqualTo(2 * SECOND_NS);
    assertThat(world.runUntil(() -> trace.size() == 10, SECOND_NS)).isFalse();
    assertThat(trace).hasSize(4);
  }

  @Test
  void theSameSeedGivesTheSameTraceAndAnotherSeedAnother() {
    assertThat(traceHash(3)).isEqualTo(traceHash(3)).isNotEqualTo(traceHash(4));
  }

  private static long traceHash(long seed) {
    SimulatedWorld world = new SimulatedWorld(seed);
    SimulatedVolume volume = world.newVolume(DATA);
    for (int life = 0; life < 5; life++) {
      SimulatedProcess process = world.start(volume, 3);
      for (int i = 0; i < 50; i++) {
        process.shards().get(i % 3).disk().lane(i % 7).submit(any -> any.list(DATA));
      }
      world.runFor(world.randomness().nextLong(3_000_000));
      process.crash();
    }
    assertThat(world.trace().count()).isPositive();
    assertThat(world.trace().lastLines()).isNotEmpty();
    return world.trace().hash();
  }
}
