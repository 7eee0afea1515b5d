package io.barnabas.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlignedMemoryTest {
  @Test
  void isAlignedAndOfTheSizeWantedWhereverItLies() {
    int sizeBytes = 2 * Volume.BLOCK_BYTES;
    List<ByteBuffer> all = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      all.add(AlignedMemory.allocate(sizeBytes));
    }
    assertThat(all)
        .allSatisfy(
            memory -> {
              assertThat(memory.capacity()).isEqualTo(sizeBytes);
              assertThat(memory.alignmentOffset(0, Volume.BLOCK_BYTES)).isZero();
            });
  }
}
