package io.barnabas.log;

import static io.barnabas.log.LogFixture.CONFIG;
import static io.barnabas.log.LogFixture.batch;
import static io.barnabas.log.LogFixture.batchAt;
import static io.barnabas.log.LogFixture.segmentsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.environment.Volume;
import io.barnabas.protocol.primitive.Uuid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogLifecycleTest {
  private final LogFixture fixture = new LogFixture(1);

  private List<String> files(String suffix) throws IOException {
    return fixture.volume.list(LogFixture.IDENTITY.folder()).stream()
        .map(Volume.Entry::name)
        .filter(name -> name.endsWith(suffix))
        .toList();
  }

  @Test
  void aNewLogIsAFolderWithItsTopicId() throws IOException {
    fixture.open(CONFIG, StartPoint.UNKNOWN);
    assertThat(files("")).containsExactly("partition.metadata");
  }

  @Test
  void aFolderOfAnotherTopicIsNotOpened() {
    fixture.open(CONFIG, StartPoint.UNKNOWN);
    LogIdentity other =
        new LogIdentity(
            LogFixture.IDENTITY.folder(), LogFixture.IDENTITY.topicPartition(), new Uuid(1, 1));
    assertThatThrownBy(
            () ->
                fixture.await(
                    PartitionLog.open(
                        fixture.shard(), other, CONFIG, StartPoint.UNKNOWN, new LogListener() {})))
        .isInstanceOf(LogException.StorageFailure.class)
        .hasMessageContaining("is expected");
  }

  @Test
  void aSegmentEndsWhenItsRecordsSpanTheTime() throws IOException {
    LogConfig config = CONFIG.withSegments(new LogConfig.Segments(1 << 20, 1000, 0, 4096, 4096));
    PartitionLog log = fixture.open(config, StartPoint.UNKNOWN);
    fixture.append(log, batchAt(5000, "a"));
    fixture.append(log, batchAt(6000, "b"));
    fixture.append(log, batchAt(6001, "c"));
    assertThat(files(".log"))
        .containsExactly("00000000000000000000.log", "00000000000000000002.log");
  }

  @Test
  void deletedRecordsAreGoneWithTheSegmentsBelow() throws IOException {
    List<Long> heard = new ArrayList<>();
    PartitionLog log =
        fixture.open(
            segmentsOf(200),
            StartPoint.UNKNOWN,
            new LogListener() {
              @Override
              public void onLogStartOffset(PartitionLog changed, long offset) {
                heard.add(offset);
              }
            });
    for (int i = 0; i < 10; i++) {
      fixture.append(log, batch("v" + i));
    }
    int before = files(".log").size();
    fixture.await(log.deleteRecordsBefore(7));
    assertThat(heard).containsExactly(7L);
    assertThat(files(".log")).hasSizeLessThan(before);
    assertThat(fixture.readAll(log)).containsSubsequence("v7", "v8", "v9").doesNotContain("v4");
    assertThatThrownBy(() -> fixture.await(log.read(6, 100, 10, true)))
        .isInstanceOf(LogException.OffsetOutOfRange.class);
    assertThatThrownBy(() -> fixture.await(log.deleteRecordsBefore(11)))
        .isInstanceOf(LogException.OffsetOutOfRange.class);
  }

  @Test
  void aDeletedLogLeavesNoFolderAndTakesNoWork() throws IOException {
    PartitionLog log = fixture.open(CONFIG, StartPoint.UNKNOWN);
    fixture.append(log, batch("a"));
    fixture.await(log.delete());
    fixture.world.runFor(1_000_000_000L);
    assertThat(fixture.volume.list(LogFixture.DATA)).isEmpty();
    assertThat(fixture.volume.openFiles()).isZero();
    assertThatThrownBy(() -> fixture.append(log, batch("b")))
        .isInstanceOf(LogException.Unavailable.class);
  }

  @Test
  void aReadUnderWayOutlivesTheDeletionOfTheLog() throws IOException {
    PartitionLog log = fixture.open(CONFIG, StartPoint.UNKNOWN);
    fixture.append(log, batch("a"));
    ReadResult result = fixture.await(log.read(0, 1000, 1, true));
    fixture.await(log.delete());
    fixture.world.runFor(1_000_000_000L);
    assertThat(LogFixture.isZeroCopy(result)).isTrue();
    assertThat(fixture.volume.openFiles()).isEqualTo(1);
    result.close();
    assertThat(fixture.volume.openFiles()).isZero();
  }

  @Test
  void theEndOfTheLogIsReadWithoutTheDisk() {
    PartitionLog log = fixture.open(CONFIG, StartPoint.UNKNOWN);
    for (int i = 0; i < 20; i++) {
      fixture.append(log, batch("v" + i));
    }
    long operations = fixture.volume.operations();
    ReadResult result = log.read(15, 10_000, 18, true).toCompletableFuture().join();
    assertThat(result.sizeBytes()).isEqualTo(3 * batch("v15").remaining());
    assertThat(fixture.volume.operations()).isEqualTo(operations);
  }

  @Test
  void aFlushCoversTheNameOfASegmentThatWasEmptyAtTheFlushBefore() {
    PartitionLog log = fixture.open(CONFIG, new StartPoint(5, 0, false));
    fixture.await(log.flush());
    fixture.append(log, batch("a"));
    fixture.await(log.flush());
    assertThat(fixture.volume.sureFiles(LogFixture.IDENTITY.folder()))
        .containsKey("00000000000000000005.log");
  }

  @Test
  void aLookUpUnderWaySurvivesTheDeletionOfSegments() {
    for (int seed = 0; seed < 20; seed++) {
      LogFixture machine = new LogFixture(seed);
      PartitionLog log = machine.open(segmentsOf(100), StartPoint.UNKNOWN);
      for (int i = 0; i < 10; i++) {
        machine.append(log, batchAt(1000 + i, "v" + i));
      }
      PartitionLog cold = machine.restart(log);
      cold.advanceHighWatermark(10);
      CompletionStage<Optional<TimestampedOffset>> first = cold.offsetForTimestamp(0);
      CompletionStage<ByteBuffer> read = cold.readBytes(2, 1000, 10, true);
      machine.await(cold.deleteRecordsBefore(8));
      assertThat(machine.await(first).orElseThrow().offset()).isIn(0L, 8L);
      boolean fine = machine.await(read.handle((_, failure) -> isGoneOrRead(failure)));
      assertThat(fine).isTrue();
    }
  }

  private static boolean isGoneOrRead(@Nullable Throwable failure) {
    return failure == null
        || failure instanceof LogException.OffsetOutOfRange
        || failure.getCause() instanceof LogException.OffsetOutOfRange;
  }
}
