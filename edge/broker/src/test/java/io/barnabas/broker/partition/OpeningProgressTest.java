package io.barnabas.broker.partition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpeningProgressTest {
  @Test
  void theRestTakesAsLongForEachAsWhatIsDone() {
    OpeningProgress progress = new OpeningProgress(100, 500).plus(new OpeningProgress(100, 300));
    assertThat(progress.restMs(2_000)).isEqualTo(6_000);
    assertThat(progress.isComplete()).isFalse();
  }

  @Test
  void nothingCanBeSaidBeforeSomethingIsDone() {
    assertThat(new OpeningProgress(0, 7).restMs(1_000)).isEqualTo(-1);
    assertThat(new OpeningProgress(7, 7).isComplete()).isTrue();
  }
}
