package io.barnabas.simulator.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.environment.simulated.FaultPlan;
import io.barnabas.environment.simulated.FaultPlan.Fault;
import io.barnabas.environment.simulated.FaultPlan.Kind;
import io.barnabas.simulator.SeedRange;
import io.barnabas.simulator.SeedRange.FailedSeedException;
import org.junit.jupiter.api.Test;

class BrokerSimulationTest {
  private static final SeedRange SEEDS = SeedRange.fromProperties(100);

  @Test
  void everySeedHolds() {
    SEEDS.run("BrokerSimulationTest", new BrokerSimulation());
  }

  @Test
  void theSameSeedGivesTheSameTrace() {
    for (long seed = 0; seed < 5; seed++) {
      assertThat(new BrokerSimulation().run(seed)).isEqualTo(new BrokerSimulation().run(seed));
    }
    assertThat(new BrokerSimulation().run(1)).isNotEqualTo(new BrokerSimulation().run(2));
  }

  @Test
  void metadataThatIsNotReallySyncedIsFound() {
    assertFound(
        operation ->
            operation.kind() == Kind.SYNC && operation.path().toString().contains("metadata")
                ? Fault.IGNORE
                : Fault.NONE);
  }

  @Test
  void aBatchThatIsNotReallyWrittenIsFound() {
    assertFound(
        operation ->
            operation.kind() == Kind.WRITE
                    && operation.path().toString().contains("/topic")
                    && operation.path().toString().endsWith(".log")
                    && operation.number() % 50 == 0
                ? Fault.IGNORE
                : Fault.NONE);
  }

  private static void assertFound(FaultPlan flaw) {
    assertThatThrownBy(() -> new SeedRange(0, 50).run("flawed", new BrokerSimulation(flaw)))
        .isInstanceOf(FailedSeedException.class)
        .hasMessageContaining("--seed");
  }
}
