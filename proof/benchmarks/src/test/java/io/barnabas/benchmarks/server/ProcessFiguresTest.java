package io.barnabas.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessFiguresTest {
  @Test
  void addsUserAndSystemTimeWhateverTheProcessIsCalled() {
    String after = " S 1 2 3 0 -1 4194304 100 0 0 0 250 75 0 0 20 0 33 0 12345";

    assertThat(ProcessFigures.cpuSeconds("77 (java)" + after)).isEqualTo(3.25);
    assertThat(ProcessFigures.cpuSeconds("77 (a ) b) c)" + after)).isEqualTo(3.25);
  }

  @Test
  void readsResidentMemoryInKibibytes() {
    assertThat(ProcessFigures.residentBytes("VmPeak:\t 99 kB\nVmRSS:\t  2048 kB\nRssAnon: 5 kB\n"))
        .isEqualTo(2 << 20);
    assertThatThrownBy(() -> ProcessFigures.residentBytes("Name: kthreadd\n"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void readsALivingProcess() throws IOException {
    ProcessFigures own = new ProcessFigures(ProcessHandle.current().pid());

    assertThat(own.cpuSeconds()).isPositive();
    assertThat(own.residentBytes()).isGreaterThan(10_000_000);
    assertThat(own.openFiles()).isGreaterThan(2);
  }
}
