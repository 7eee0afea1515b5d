package io.barnabas.coordinator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.protocol.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoordinatorMetricsTest {
  private final RuntimeWorld world = RuntimeWorld.loaded(1);

  @Test
  void commitsAreToldWhenTheyAreInTheLog() {
    world.await(world.ask(counters -> counters.raiseAll(List.of("a", "b"))));

    assertThat(world.metrics.heard).containsExactly("loaded 0", "committed 2 with bytes");
  }

  @Test
  void whatCannotBeWrittenIsTold() {
    world.log().failAppends(1_000);

    assertThat(world.refusal(world.ask(counters -> counters.raise("a"))))
        .isEqualTo(ErrorCode.COORDINATOR_NOT_AVAILABLE);
    assertThat(world.metrics.heard).containsExactly("loaded 0", "write failed 1");
  }

  @Test
  void aLoadIsToldWhenItFailedAndWhenItSucceeds() {
    world.await(world.ask(counters -> counters.raise("a")));
    world.metrics.heard.clear();
    world.log().failReads(true);
    world.shard().execute(() -> world.runtime().unload());
    world.shard().execute(() -> world.runtime().load());
    world.settle();
    world.log().failReads(false);
    world.settle();
    world.settle();

    assertThat(world.metrics.heard).startsWith("load failed").endsWith("loaded 1 with bytes");
  }
}
