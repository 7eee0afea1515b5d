package io.barnabas.log;

import static io.barnabas.log.LogFixture.batchAt;
import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.environment.Volume;
import io.barnabas.record.RecordBatch;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class LogRetentionTest {
  private static final long SECOND_NS = 1_000_000_000L;

  private final LogFixture fixture = new LogFixture(1);

  /** Ten batches a second apart, of which one is in each segment but the last. */
  private PartitionLog filled(LogConfig.Retention retention) {
    LogConfig config = LogFixture.segmentsOf(100).withRetention(retention);
    PartitionLog log = fixture.open(config, StartPoint.UNKNOWN);
    for (int i = 0; i < 10; i++) {
      fixture.append(log, batchAt(fixture.shard().clock().wallMs(), "v" + i));
      fixture.world.runFor(SECOND_NS);
    }
    return log;
  }

  private List<String> files(String suffix) throws IOException {
    return fixture.volume.list(LogFixture.IDENTITY.folder()).stream()
        .map(Volume.Entry::name)
        .filter(name -> name.endsWith(suffix))
        .toList();
  }

  @Test
  void segmentsGoWhenTheirYoungestRecordIsTooOld() throws IOException {
    PartitionLog log = filled(new LogConfig.Retention(4_500, -1, false));
    fixture.await(log.deleteOldSegments());
    assertThat(fixture.readAll(log)).containsExactly("v6", "v7", "v8", "v9");
    assertThat(log.logStartOffset()).isEqualTo(6);
    assertThat(files(".log.deleted")).hasSize(6);
    fixture.world.runFor(61 * SECOND_NS);
    assertThat(files(".deleted")).isEmpty();
  }

  @Test
  void theOldestSegmentsGoWhenThereAreTooManyBytes() {
    PartitionLog log = filled(new LogConfig.Retention(-1, 300, false));
    long each = log.sizeBytes() / 10;
    fixture.await(log.deleteOldSegments());
    assertThat(log.sizeBytes()).isBetween(300L, 300 + each);
    assertThat(fixture.readAll(log)).endsWith("v9").doesNotContain("v0");
  }

  @Test
  void whatIsNotCommittedStays() {
    PartitionLog log = fixture.open(CONFIG_OF_NOTHING, StartPoint.UNKNOWN);
    for (int i = 0; i < 5; i++) {
      fixture.await(log.append(batchAt(1000, "v" + i), 0, AppendOrigin.CLIENT));
    }
    log.advanceHighWatermark(2);
    fixture.await(log.deleteOldSegments());
    assertThat(log.logStartOffset()).isEqualTo(2);
  }

  private static final LogConfig CONFIG_OF_NOTHING =
      LogFixture.segmentsOf(100).withRetention(new LogConfig.Retention(0, -1, false));

  @Test
  void aLogWhoseLastRecordGoesKeepsItsEndOverACrash() throws IOException {
    PartitionLog log = filled(new LogConfig.Retention(500, -1, false));
    fixture.await(log.deleteOldSegments());
    assertThat(log.logStartOffset()).isEqualTo(10);
    assertThat(files(".log")).containsExactly("00000000000000000010.log");
    fixture.process.crash();
    fixture.process = fixture.world.start(fixture.volume, 1);
    PartitionLog reopened = fixture.open(log.config(), StartPoint.UNKNOWN);
    assertThat(reopened.logEndOffset()).isEqualTo(10);
    assertThat(fixture.append(reopened, batchAt(1, "next")).baseOffset()).isEqualTo(10);
  }

  @Test
  void recordsWithoutATimeAreAsOldAsTheirFile() {
    LogConfig config =
        LogFixture.segmentsOf(100).withRetention(new LogConfig.Retention(4_500, -1, false));
    PartitionLog log = fixture.open(config, StartPoint.UNKNOWN);
    for (int i = 0; i < 10; i++) {
      fixture.append(log, batchAt(RecordBatch.NO_TIMESTAMP, "v" + i));
      fixture.world.runFor(SECOND_NS);
    }
    fixture.await(log.deleteOldSegments());
    assertThat(fixture.readAll(log)).containsExactly("v6", "v7", "v8", "v9");
    fixture.world.runFor(10 * SECOND_NS);
    fixture.await(log.deleteOldSegments());
    assertThat(log.logStartOffset()).as("the active segment too").isEqualTo(10);
  }

  /**
   * Its time index in the file ends with the last flush: the old record is there, not the young.
   */
  @Test
  void aSegmentThatIsSealedJustNowIsNotAsOldAsItsTimeIndexSays() {
    for (int seed = 0; seed < 20; seed++) {
      LogFixture fixture = new LogFixture(seed);
      LogConfig config =
          LogFixture.CONFIG
              .withSegments(new LogConfig.Segments(250, Long.MAX_VALUE, 0, 1, 10 << 20))
              .withRetention(new LogConfig.Retention(4_500, -1, false));
      PartitionLog log = fixture.open(config, StartPoint.UNKNOWN);
      fixture.append(log, batchAt(fixture.shard().clock().wallMs(), "old"));
      fixture.append(log, batchAt(fixture.shard().clock().wallMs(), "old"));
      fixture.await(log.flush());
      fixture.world.runFor(10 * SECOND_NS);
      long nowMs = fixture.shard().clock().wallMs();
      fixture.append(log, batchAt(nowMs, "young"));
      CompletionStage<AppendResult> sealing =
          log.append(batchAt(nowMs, "in the next segment"), 0, AppendOrigin.CLIENT);
      fixture.await(log.deleteOldSegments());
      fixture.await(sealing);
      assertThat(log.logStartOffset()).isZero();
    }
  }

  @Test
  void withoutLimitsNothingGoes() {
    PartitionLog log = filled(new LogConfig.Retention(-1, -1, false));
    fixture.await(log.deleteOldSegments());
    assertThat(log.logStartOffset()).isZero();
  }

  @Test
  void aClockThatWentBackDeletesNothing() {
    PartitionLog log =
        fixture.open(
            LogFixture.segmentsOf(100).withRetention(new LogConfig.Retention(1_000, -1, false)),
            StartPoint.UNKNOWN);
    long futureMs = fixture.shard().clock().wallMs() + 1_000_000;
    for (int i = 0; i < 3; i++) {
      fixture.append(log, batchAt(futureMs, "v" + i));
    }
    fixture.await(log.deleteOldSegments());
    assertThat(log.logStartOffset()).isZero();
  }
}
