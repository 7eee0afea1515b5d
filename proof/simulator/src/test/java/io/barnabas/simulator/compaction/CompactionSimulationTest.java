package io.barnabas.simulator.compaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.environment.simulated.FaultPlan;
import io.barnabas.environment.simulated.FaultPlan.Fault;
import io.barnabas.environment.simulated.FaultPlan.Kind;
import io.barnabas.simulator.SeedRange;
import io.barnabas.simulator.SeedRange.FailedSeedException;
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

  @Test
  void aJournalThatOnlySaysItSyncedIsFound() {
    assertFound(".journal");
  }

  @Test
  void segmentsThatAreOnlySaidToBeSyncedAreFound() {
    assertFound(".log");
  }

  @Test
  void cleanedSegmentsThatAreOnlySaidToBeSyncedAreFound() {
    assertFound(".log.cleaned");
  }

  private static void assertFound(String suffix) {
    FaultPlan flaw =
        operation ->
            operation.kind() == Kind.SYNC && operation.path().toString().endsWith(suffix)
                ? Fault.IGNORE
                : Fault.NONE;
    assertThatThrownBy(() -> new SeedRange(0, 100).run("flawed", new CompactionSimulation(flaw)))
        .isInstanceOf(FailedSeedException.class);
  }
}
