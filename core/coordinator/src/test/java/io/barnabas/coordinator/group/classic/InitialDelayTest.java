package io.barnabas.coordinator.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.environment.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InitialDelayTest {
  private final TestClock clock = new TestClock();

  @Test
  void isOverWhenNobodyCameForHalfOfTheConfiguredTime() {
    InitialDelay delay = new InitialDelay(clock, 3_000, 60_000);
    assertThat(delay.remainingMs()).isEqualTo(1_500);
    clock.nowMs += 1_400;
    delay.somebodyCame();
    clock.nowMs += 100;
    assertThat(delay.remainingMs()).isEqualTo(1_400);
    clock.nowMs += 1_400;
    assertThat(delay.remainingMs()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"3000,60000,60000", "3000,7000,7000", "3000,1500,1500", "3000,1000,1500", "0,500,0"})
  void isNoLongerInAllThanARebalance(int delayMs, int rebalanceTimeoutMs, long wantedMs) {
    InitialDelay delay = new InitialDelay(clock, delayMs, rebalanceTimeoutMs);
    long startMs = clock.nowMs;
    while (delay.remainingMs() > 0) {
      clock.nowMs++;
      delay.somebodyCame();
    }
    assertThat(clock.nowMs - startMs).isEqualTo(wantedMs);
  }

  private static final class TestClock implements Clock {
    private long nowMs = -10;

    @Override
    public long wallMs() {
      return 0;
    }

    @Override
    public long monotonicNs() {
      return nowMs * 1_000_000;
    }
  }
}
