package io.barnabas.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

final class ProcessAgeTest {
  private static final String STAT =
      "4711 (a) b) S 1 4711 4711 0 -1 4194560 2 3 4 5 6 7 8 9 20 0 30 0 5632665 1000 50 0";

  @Test
  void countsTheTicksSinceTheProcessBegan() {
    assertThat(ProcessAge.ms(STAT, "56327.02 41849.91\n")).isEqualTo(370);
  }

  @Test
  void isThatOfTheJvmAndWhatCameBeforeIt() {
    long jvmMs = ManagementFactory.getRuntimeMXBean().getUptime();
    assertThat(ProcessAge.ms()).isGreaterThan(jvmMs - 20);
  }
}
