package io.barnabas.coordinator.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.coordinator.group.script.Stage;
import io.barnabas.coordinator.runtime.CoordinatorContext;
import io.barnabas.coordinator.runtime.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class DeadlineTest {
  private final List<CoordinatorContext> contexts = new ArrayList<>();
  private final Stage<ClassicMachine> stage =
      new Stage<>(
          context -> {
            contexts.add(context);
            return new ClassicMachine(context, ClassicConfig.DEFAULT);
          },
          _ -> {});
  private final Deadline deadline = new Deadline(contexts.getFirst());
  private final List<String> decided = new ArrayList<>();

  private Supplier<Decision<Void>> deciding(String what) {
    return () -> {
      decided.add(what + " at " + stage.nowMs());
      return Unasked.decide(List.of());
    };
  }

  @Test
  void decidesWhenItIsDueAndOnlyOnce() {
    deadline.set(100, deciding("a"));
    stage.pass(99);
    assertThat(decided).isEmpty();
    stage.pass(1_000);
    assertThat(decided).containsExactly("a at 100");
    assertThat(stage.liveTimers()).isZero();
  }

  @Test
  void canBePutOffWithTheTimerThatRuns() {
    deadline.set(100, deciding("a"));
    for (int heartbeat = 0; heartbeat < 50; heartbeat++) {
      stage.pass(10);
      deadline.set(100, deciding("b"));
      assertThat(stage.liveTimers()).isEqualTo(1);
    }
    assertThat(decided).isEmpty();
    stage.pass(1_000);
    assertThat(decided).containsExactly("b at 600");
  }

  @Test
  void canBeBroughtForward() {
    deadline.set(1_000, deciding("a"));
    deadline.set(50, deciding("b"));
    stage.pass(2_000);
    assertThat(decided).containsExactly("b at 50");
  }

  @Test
  void canBeGivenUpAndSetAgain() {
    deadline.set(100, deciding("a"));
    deadline.cancel();
    assertThat(stage.liveTimers()).isZero();
    stage.pass(200);
    deadline.set(100, deciding("b"));
    stage.pass(200);
    assertThat(decided).containsExactly("b at 300");
  }

  @Test
  void decidesNothingWhenTheCoordinatorIsGone() {
    deadline.set(100, deciding("a"));
    stage.runtime().unload();
    stage.pass(200);
    assertThat(decided).isEmpty();
  }
}
