package io.barnabas.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskRateTest {
  @TempDir Path folder;

  @Test
  void givesARateAndLeavesNothingBehind() throws IOException {
    assertThat(DiskRate.bytesPerSecond(folder)).isPositive();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void givesARateOfCommitsAndLeavesNothingBehind() throws IOException {
    assertThat(DiskRate.durableBytesPerSecond(folder, 160 << 10)).isPositive();
    assertThat(folder).isEmptyDirectory();
  }
}
