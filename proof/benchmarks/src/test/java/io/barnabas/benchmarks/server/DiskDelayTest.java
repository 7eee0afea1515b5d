package io.barnabas.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskDelayTest {
  private static final Duration WINDOW = Duration.ofMillis(50);

  @TempDir Path folder;

  @Test
  void givesADelayAndLeavesNothingBehind() throws IOException {
    assertThat(DiskDelay.p99Nanos(folder, WINDOW)).isPositive();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void givesADelayBesideAReaderAndLeavesNothingBehind() throws IOException {
    assertThat(DiskDelay.p99NanosBesideReader(folder, WINDOW)).isPositive();
    assertThat(folder).isEmptyDirectory();
  }
}
