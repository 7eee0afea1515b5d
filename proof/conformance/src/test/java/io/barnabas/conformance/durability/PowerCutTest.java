package io.barnabas.conformance.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.barnabas.conformance.broker.BrokerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Dpower.rounds=20} makes it a long run, {@code -Dpower.seed} chooses the moments. */
@Timeout(value = 1, unit = TimeUnit.HOURS)
class PowerCutTest {
  private static final int ROUNDS = Integer.getInteger("power.rounds", 2);
  private static final long SEED = Long.getLong("power.seed", 1);

  @TempDir Path folder;

  @Test
  void whatWasAcknowledgedIsThereAfterThePowerWasCut() throws IOException {
    String obstacle = PowerCuts.obstacle(folder.resolve("probe"));
    assumeTrue(obstacle.isEmpty(), obstacle);

    BrokerSettings settings = BrokerSettings.in(folder.resolve("broker"));
    Verdict verdict = new PowerCuts(settings, ROUNDS, SEED, false).run();

    System.out.printf(
        "power cut: %d acknowledged, %d found%n", verdict.acknowledged(), verdict.found());
    assertThat(verdict.faults()).as("faults, seed %d", SEED).isEmpty();
  }
}
