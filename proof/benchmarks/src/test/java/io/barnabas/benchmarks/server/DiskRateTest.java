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
    DiskRate.Sequential rates = DiskRate.sequential(folder);
    assertThat(rates.grown()).isPositive();
    assertThat(rates.rewritten()).isPositive();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void givesARateOfGrowingFilesAndLeavesNothingBehind() throws IOException {
    assertThat(DiskRate.syncedBytesPerSecond(folder, 6)).isPositive();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void givesARateOfCommitsAndLeavesNothingBehind() throws IOException {
    assertThat(DiskRate.durableBytesPerSecond(folder, 160 << 10)).isPositive();
    assertThat(folder).isEmptyDirectory();
  }
}
