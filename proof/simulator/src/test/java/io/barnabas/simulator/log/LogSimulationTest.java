package io.barnabas.simulator.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.environment.simulated.FaultPlan;
import io.barnabas.environment.simulated.FaultPlan.Fault;
import io.barnabas.environment.simulated.FaultPlan.Kind;
import io.barnabas.simulator.SeedRange;
import io.barnabas.simulator.SeedRange.FailedSeedException;
import org.junit.jupiter.api.Test;

class LogSimulationTest {
  private static final SeedRange SEEDS = SeedRange.fromProperties(200);

  @Test
  void everySeedHolds() {
    SEEDS.run("LogSimulationTest", new LogSimulation(false));
  }

  @Test
  void theSameSeedGivesTheSameTrace() {
    for (long seed = 0; seed < 5; seed++) {
      assertThat(new LogSimulation(false).run(seed)).isEqualTo(new LogSimulation(false).run(seed));
    }
    assertThat(new LogSimulation(false).run(1)).isNotEqualTo(new LogSimulation(false).run(2));
  }

  @Test
  void aDiskThatOnlySaysItSyncedIsFound() {
    assertFound(operation -> operation.kind() == Kind.SYNC ? Fault.IGNORE : Fault.NONE);
  }

  @Test
  void aWriteThatIsDroppedIsFound() {
    assertFound(
        operation ->
            operation.kind() == Kind.WRITE
                    && operation.path().toString().endsWith(".log")
                    && operation.number() % 50 == 0
                ? Fault.IGNORE
                : Fault.NONE);
  }

  private static void assertFound(FaultPlan flaw) {
    assertThatThrownBy(() -> new SeedRange(0, 50).run("flawed", new LogSimulation(false, flaw)))
        .isInstanceOf(FailedSeedException.class)
        .hasMessageContaining("--seed");
  }
}
