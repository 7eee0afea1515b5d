package io.barnabas.simulator.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.simulator.SeedRange;
import org.junit.jupiter.api.Test;

class CompactionSimulationTest {
  private static final SeedRange SEEDS = SeedRange.fromProperties(200);

  @Test
  void everySeedHolds() {
    SEEDS.run("CompactionSimulationTest", new CompactionSimulation());
  }

  @Test
  void theSameSeedGivesTheSameTrace() {
    for (long seed = 0; seed < 3; seed++) {
      assertThat(new CompactionSimulation().run(seed))
          .isEqualTo(new CompactionSimulation().run(seed));
    }
  }
}
