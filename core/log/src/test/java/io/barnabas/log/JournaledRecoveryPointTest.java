package io.barnabas.log;

import static io.barnabas.log.LogFixture.batch;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * A start after a crash that finds no checkpoint: what it looks at is told by the journal. Damage
 * that is not looked at stays, else the batches come from the journal again.
 */
class JournaledRecoveryPointTest {
  private static final Path FIRST = new SegmentPaths(LogFixture.IDENTITY.folder(), 0).log();
  private static final int BATCH_BYTES = batch("v000").remaining();

  private final LogFixture fixture = new LogFixture(1, true);

  /** Batches of one record, ten in a segment; all but the last are flushed. */
  private PartitionLog filled() {
    PartitionLog log =
        fixture.open(LogFixture.segmentsOf(10 * BATCH_BYTES + 1), StartPoint.UNKNOWN);
    append(log, 0, 25);
    fixture.await(log.flush());
    append(log, 25, 26);
    return log;
  }

  private void append(PartitionLog log, int from, int to) {
    for (int i = from; i < to; i++) {
      fixture.append(log, batch("v%03d".formatted(i)));
    }
  }

  private PartitionLog killAndOpen(PartitionLog log) {
    fixture.process.kill();
    fixture.process = fixture.world.start(fixture.volume, 1);
    return fixture.open(log.config(), StartPoint.UNKNOWN);
  }

  /** In the last character of its value. */
  private void damageThirdBatch() throws IOException {
    fixture.volume.flipBit(FIRST, 8L * (2 * BATCH_BYTES + BATCH_BYTES - 2));
  }

  @Test
  void whatWasDurableWhenTheLogWasLastAppendedToIsNotLookedAt() throws IOException {
    PartitionLog log = filled();
    damageThirdBatch();
    PartitionLog opened = killAndOpen(log);
    assertThat(opened.logEndOffset()).isEqualTo(26);
    assertThat(opened.recoveryPoint()).isEqualTo(24);
    opened.advanceHighWatermark(opened.writtenOffset());
    assertThat(fixture.readAll(opened)).doesNotContain("v002").hasSize(26);
  }

  @Test
  void afterACutAllIsLookedAt() throws IOException {
    PartitionLog log = filled();
    fixture.await(log.truncateTo(5));
    damageThirdBatch();
    PartitionLog opened = killAndOpen(log);
    opened.advanceHighWatermark(opened.writtenOffset());
    assertThat(fixture.readAll(opened))
        .as("from the damage on it is as the journal has it")
        .containsExactly("v000", "v001", "v002", "v003", "v004");
  }
}
