package io.barnabas.simulator.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.environment.simulated.FaultPlan;
import io.barnabas.environment.simulated.FaultPlan.Fault;
import io.barnabas.environment.simulated.FaultPlan.Kind;
import io.barnabas.simulator.SeedRange;
import io.barnabas.simulator.SeedRange.FailedSeedException;
import org.junit.jupiter.api.Test;

/** With a journal every acknowledged record is there after a crash, in order, once. */
class JournalSimulationTest {
  private static final SeedRange SEEDS = SeedRange.fromProperties(200);

  @Test
  void everySeedHolds() {
    SEEDS.run("JournalSimulationTest", new LogSimulation(true));
  }

  @Test
  void theSameSeedGivesTheSameTrace() {
    assertThat(new LogSimulation(true).run(3)).isEqualTo(new LogSimulation(true).run(3));
  }

  @Test
  void aJournalThatOnlySaysItSyncedIsFound() {
    FaultPlan flaw =
        operation ->
            operation.kind() == Kind.SYNC && operation.path().toString().endsWith(".journal")
                ? Fault.IGNORE
                : Fault.NONE;
    assertThatThrownBy(() -> new SeedRange(0, 50).run("flawed", new LogSimulation(true, flaw)))
        .isInstanceOf(FailedSeedException.class);
  }
}
