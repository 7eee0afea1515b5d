package io.barnabas.coordinator.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InitialDelayTest {
  @Test
  void isOverWhenNobodyCameInTheLastStep() {
    InitialDelay delay = new InitialDelay(3_000, 60_000);
    delay.somebodyCame();
    assertThat(delay.nextStepMs()).isEqualTo(3_000);
    assertThat(delay.nextStepMs()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"3000,60000,60000", "3000,7000,7000", "3000,3000,3000", "3000,1000,3000", "0,500,0"})
  void isNoLongerInAllThanARebalance(int stepMs, int rebalanceTimeoutMs, int wantedMs) {
    InitialDelay delay = new InitialDelay(stepMs, rebalanceTimeoutMs);
    int totalMs = stepMs;
    int lastMs;
    do {
      delay.somebodyCame();
      lastMs = delay.nextStepMs();
      totalMs += lastMs;
    } while (lastMs > 0);
    assertThat(totalMs).isEqualTo(wantedMs);
  }
}
