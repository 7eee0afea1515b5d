package io.barnabas.coordinator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.protocol.coordinator.OffsetCommitKey;
import io.barnabas.protocol.coordinator.OffsetCommitValue;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Random decisions, writes that fail, crashes in the middle: the state is always what the committed
 * log says, and nobody hears of what is not in it.
 */
class CoordinatorRuntimePropertyTest {
  private static final int STEPS = 200;

  @Property(tries = 60)
  void stateAndAnswersAgreeWithTheLog(@ForAll long seed) {
    new Run(seed).play();
  }

  @Property(tries = 10)
  void theSameSeedGivesTheSameHistory(@ForAll long seed) {
    assertThat(new Run(seed).play()).isEqualTo(new Run(seed).play());
  }

  private static final class Run {
    private final RuntimeWorld world;
    private final SeededRandomness randomness;
    private final List<String> history = new ArrayList<>();
    private int asked;
    private int lastAnswered;
    private int succeeded;
    private final List<String> violations = new ArrayList<>();

    Run(long seed) {
      world = RuntimeWorld.loaded(seed);
      randomness = new SeededRandomness(seed);
    }

    List<String> play() {
      for (int step = 0; step < STEPS; step++) {
        step();
      }
      world.log().failAppends(0);
      world.settle();
      assertThat(world.machine().counts()).isEqualTo(world.replayed());
      assertThat(violations).isEmpty();
      assertThat(succeeded).isPositive();
      return history;
    }

    private void step() {
      switch (randomness.nextInt(40)) {
        case 0 -> world.log().failAppends(randomness.nextInt(400));
        case 1 -> crash();
        case 2 -> {
          world.settle();
          assertThat(world.machine().counts()).isEqualTo(world.replayed());
        }
        case 3, 4, 5, 6, 7 -> world.world.runFor(randomness.nextInt(4_000_000));
        default -> ask();
      }
    }

    private void crash() {
      world.crash();
      lastAnswered = asked;
      world.start();
      world.machines.clear();
      world.load();
      history.add("loaded " + new TreeMap<>(world.machine().counts()));
      assertThat(world.machine().counts()).isEqualTo(world.replayed());
    }

    private void ask() {
      String name = "c" + randomness.nextInt(5);
      int number = asked++;
      CompletableFuture<Long> answer =
          switch (randomness.nextInt(6)) {
            case 0 -> world.ask(counters -> counters.read(name));
            case 1 -> world.ask(counters -> counters.remove(name));
            case 2 -> world.ask(c -> c.raiseAll(List.of("c0", "c1", "c2", name)));
            default -> world.ask(counters -> counters.raise(name));
          };
      answer.whenComplete((count, failure) -> onAnswer(number, name, count, failure));
    }

    private void onAnswer(int number, String name, Long count, Throwable failure) {
      history.add(number + " " + name + " " + count + " " + (failure != null));
      if (failure == null) {
        succeeded++;
        check(number >= lastAnswered, number + " was answered before " + lastAnswered);
        check(everHeld(name).contains(count), name + " was never " + count + " in the log");
        lastAnswered = number;
      }
    }

    /** What a stage's listener throws, nobody would hear. */
    private void check(boolean condition, String violation) {
      if (!condition) {
        violations.add(violation);
      }
    }

    /** The values that the log has given a counter, and what raiseAll and remove tell. */
    private List<Long> everHeld(String name) {
      List<Long> values = new ArrayList<>(List.of(0L, 4L));
      StateMachine reader = reader((key, value) -> noteIf(key.equals(name), value, values));
      BatchReplay replay = new BatchReplay("all", new RecordCodec(Counters.TYPES), reader);
      world.stored.all().forEach(batch -> replay.replay(batch.duplicate()));
      return values;
    }

    private static void noteIf(boolean wanted, Long value, List<Long> values) {
      if (wanted) {
        values.add(value);
      }
    }

    private static StateMachine reader(BiConsumer<String, Long> sink) {
      return new StateMachine() {
        @Override
        public void replay(CoordinatorRecord record, RecordOrigin origin) {
          if (record.value() instanceof OffsetCommitValue value) {
            sink.accept(((OffsetCommitKey) record.key()).group(), value.offset());
          }
        }

        @Override
        public void onLoaded() {}

        @Override
        public void onUnloaded() {}
      };
    }
  }
}
