package io.barnabas.coordinator.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.coordinator.group.Group;
import io.barnabas.coordinator.group.script.Stage;
import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.protocol.ErrorCode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Members of a group join, work, leave, crash and dawdle, while writes are late or fail and the
 * coordinator moves; then all of that ends, and the group has to settle; then the members vanish.
 */
final class ClassicPropertyTest {
  private static final int STEPS = 300;

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whateverHappensAGroupSettlesAndLeavesNothingBehind(long seed) {
    SeededRandomness randomness = new SeededRandomness(seed);
    ClassicConfig config = new ClassicConfig(randomness.nextInt(4_000), 6_000, 60_000, 100);
    Stage<ClassicMachine> stage =
        new Stage<>(context -> new ClassicMachine(context, config), _ -> {});
    GenerationLedger ledger = new GenerationLedger();
    List<RandomMember> members =
        IntStream.range(0, 1 + randomness.nextInt(7))
            .mapToObj(number -> new RandomMember(number, stage, ledger, randomness.fork()))
            .toList();

    for (int step = 0; step < STEPS; step++) {
      act(members.get(randomness.nextInt(members.size())), randomness);
      disturb(stage, ledger, randomness);
      stage.pass(randomness.nextInt(randomness.chance(20) ? 20_000 : 400));
    }

    stage.runtime().commitWrites();
    settle(stage, members);
    assertThat(stateOf(stage)).isEqualTo("Stable");
    assertThat(members).allMatch(RandomMember::isSettled);
    assertThat(members.stream().map(RandomMember::generation).distinct()).hasSize(1);

    stage.pass(1_200_000);
    assertThat(stateOf(stage)).isEqualTo("Empty");
    assertThat(ledger.allAnswered()).as("every request is answered").isTrue();
    assertThat(stage.liveTimers()).as("timers").isZero();
  }

  private static void act(RandomMember member, SeededRandomness randomness) {
    switch (randomness.nextInt(40)) {
      case 0 -> member.leave();
      case 1, 2 -> member.crash();
      case 3 -> member.join();
      default -> member.step();
    }
  }

  private static void disturb(
      Stage<ClassicMachine> stage, GenerationLedger ledger, SeededRandomness randomness) {
    switch (randomness.nextInt(100)) {
      case 0, 1 -> stage.runtime().holdWrites();
      case 2, 3, 4 -> stage.runtime().commitWrites();
      case 5 -> {
        stage.runtime().failWrites(ErrorCode.COORDINATOR_NOT_AVAILABLE);
        ledger.newEra();
      }
      case 6 -> {
        ledger.newEra();
        stage.runtime().reload();
      }
      default -> {}
    }
  }

  /** Long enough for the sessions of those that crashed, and their first joins, to end. */
  private static void settle(Stage<ClassicMachine> stage, List<RandomMember> members) {
    for (int step = 0; step < 1_000; step++) {
      members.forEach(RandomMember::step);
      stage.pass(500);
    }
  }

  private static String stateOf(Stage<ClassicMachine> stage) {
    Group group = stage.runtime().machine().groups().find(RandomMember.GROUP);
    return group == null ? "none" : group.stateName();
  }
}
