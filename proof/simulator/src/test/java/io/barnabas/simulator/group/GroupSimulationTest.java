package io.barnabas.simulator.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.environment.simulated.FaultPlan.Fault;
import io.barnabas.environment.simulated.FaultPlan.Kind;
import io.barnabas.simulator.SeedRange;
import io.barnabas.simulator.SeedRange.FailedSeedException;
import org.junit.jupiter.api.Test;

class GroupSimulationTest {
  private static final SeedRange SEEDS = SeedRange.fromProperties(60);

  @Test
  void everySeedHolds() {
    SEEDS.run("GroupSimulationTest", new GroupSimulation());
  }

  @Test
  void theSameSeedGivesTheSameTrace() {
    GroupSimulation simulation = new GroupSimulation();
    for (long seed = 0; seed < 3; seed++) {
      assertThat(simulation.run(seed)).isEqualTo(simulation.run(seed));
    }
    assertThat(simulation.run(1)).isNotEqualTo(simulation.run(2));
  }

  @Test
  void commitsThatAreNotReallyWrittenAreFound() {
    GroupSimulation flawed =
        new GroupSimulation(
            operation ->
                operation.kind() == Kind.WRITE
                        && operation.path().toString().contains("__consumer_offsets")
                        && operation.path().toString().endsWith(".log")
                        && operation.number() % 10 == 0
                    ? Fault.IGNORE
                    : Fault.NONE);
    assertThatThrownBy(() -> new SeedRange(0, 50).run("flawed", flawed))
        .isInstanceOf(FailedSeedException.class)
        .hasMessageContaining("--seed");
  }
}
