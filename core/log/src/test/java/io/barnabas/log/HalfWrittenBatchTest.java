package io.barnabas.log;

import static io.barnabas.log.LogFixture.batch;
import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.log.journal.JournalTerms;
import org.junit.jupiter.api.Test;

/**
 * What is in memory goes to the file in whole blocks, which end within a batch; its first part may
 * be in the file only.
 */
class HalfWrittenBatchTest {
  private static final int COUNT = 1_000;
  private static final int STRIDE = 20;

  /** As many batches as are between one write to the file and the next. */
  private static final int RECENT = 120;

  private final LogFixture fixture = new LogFixture(1, true, JournalTerms.DEFAULT, 7 << 19);

  @Test
  void aBatchThatIsNotYetWhollyInTheFileIsNotDamaged() {
    PartitionLog log = fixture.open(LogFixture.CONFIG, StartPoint.UNKNOWN);
    for (int count = 1; count <= COUNT; count++) {
      fixture.append(log, batch("v".repeat(10_000)));
      if (count % STRIDE == 0) {
        readRecent(log, count);
      }
    }
  }

  private void readRecent(PartitionLog log, int count) {
    for (long offset = Math.max(0, count - RECENT); offset < count; offset++) {
      assertThat(fixture.read(log, offset, 1).getFirst().baseOffset()).isEqualTo(offset);
    }
  }
}
