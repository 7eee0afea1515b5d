package io.barnabas.environment.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HotChunksTest {
  private static final long CHUNK = HotChunks.CHUNK_BYTES;
  private static final long SECOND_NS = 1_000_000_000;

  private final HotChunks hot = new HotChunks();

  @Test
  void aChunkIsHotForAWhile() {
    hot.noteHot(1000, -SECOND_NS);
    assertThat(hot.isHot(1000, 0)).isTrue();
    assertThat(hot.isHot(999, 0)).isFalse();
    assertThat(hot.isHot(1000, 60 * SECOND_NS)).isFalse();
  }

  @Test
  void growingForgetsNothing() {
    hot.noteHot(0, 0);
    hot.noteHot(3, 0);
    hot.noteHot(4, 0);
    hot.noteHot(70_000, 0);
    assertThat(List.of(0, 3, 4, 70_000)).allMatch(chunk -> hot.isHot(chunk, SECOND_NS));
  }

  @Test
  void appendsInARowKeepWhatTheyFillHot() {
    for (int i = 0; i < 8; i++) {
      hot.onWrite(i * CHUNK / 4, (i + 1) * CHUNK / 4, i * SECOND_NS);
    }
    assertThat(hot.isHot(0, 8 * SECOND_NS)).as("last written five seconds before").isFalse();
    assertThat(hot.isHot(1, 8 * SECOND_NS)).isTrue();
    assertThat(hot.isHot(2, 8 * SECOND_NS)).isFalse();
  }

  @Test
  void aWriteIntoTheMiddleSaysNothingOfTheRest() {
    hot.onWrite(CHUNK / 2, 2 * CHUNK + 1, 0);
    assertThat(hot.isHot(0, 0)).isFalse();
    assertThat(hot.isHot(1, 0)).isTrue();
    assertThat(hot.isHot(2, 0)).isTrue();
  }
}
