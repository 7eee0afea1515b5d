package io.barnabas.log;

import static io.barnabas.log.LogFixture.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import io.barnabas.protocol.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Bits that changed on the medium after they were written. */
class DamageTest {
  private static final int CRC_AT = 17;
  private static final int LAST_OFFSET_DELTA_AT = 23;
  private static final int LENGTH_AT = 8;
  private static final Path FIRST = new SegmentPaths(LogFixture.IDENTITY.folder(), 0).log();

  private final LogFixture fixture = new LogFixture(1);
  private final List<String> values = new ArrayList<>();

  /** Batches of one record and of equal size, ten in a segment. */
  private PartitionLog filled(int count) {
    int batchBytes = batch("v000").remaining();
    PartitionLog log = fixture.open(LogFixture.segmentsOf(10 * batchBytes + 1), StartPoint.UNKNOWN);
    for (int i = 0; i < count; i++) {
      values.add("v%03d".formatted(i));
      fixture.append(log, batch(values.getLast()));
    }
    return log;
  }

  private static long positionOf(int number) {
    return (long) number * batch("v000").remaining();
  }

  private void damage(int number, int at) throws IOException {
    fixture.volume.flipBit(FIRST, 8 * (positionOf(number) + at));
  }

  private byte[] firstFile() throws IOException {
    return fixture.volume.readFully(FIRST).array();
  }

  private void kill() {
    fixture.process.kill();
    fixture.process = fixture.world.start(fixture.volume, 1);
  }

  @Test
  void aLogWhoseDurablePartIsDamagedDoesNotOpenAndStaysAsItIs() throws IOException {
    PartitionLog log = filled(5);
    fixture.await(log.flush());
    damage(2, CRC_AT);
    kill();
    byte[] before = firstFile();
    assertThatThrownBy(() -> fixture.open(log.config(), new StartPoint(0, 4, false)))
        .isInstanceOf(LogException.StorageFailure.class)
        .hasMessageContaining(FIRST.toString())
        .hasMessageContaining("position " + positionOf(2));
    assertThat(firstFile()).isEqualTo(before);
  }

  @Test
  void itOpensAgainWhenTheDamageIsMended() throws IOException {
    PartitionLog log = filled(5);
    damage(2, LENGTH_AT);
    kill();
    assertThatThrownBy(() -> fixture.open(log.config(), new StartPoint(0, 4, false)))
        .isInstanceOf(LogException.StorageFailure.class);
    damage(2, LENGTH_AT);
    PartitionLog opened = fixture.open(log.config(), new StartPoint(0, 4, false));
    opened.advanceHighWatermark(opened.writtenOffset());
    assertThat(fixture.readAll(opened)).isEqualTo(values);
  }

  @Test
  void whatWasNotDurableIsCutOffAtTheDamage() throws IOException {
    PartitionLog log = filled(5);
    damage(2, CRC_AT);
    kill();
    PartitionLog opened = fixture.open(log.config(), new StartPoint(0, 2, false));
    opened.advanceHighWatermark(opened.writtenOffset());
    assertThat(fixture.readAll(opened)).isEqualTo(values.subList(0, 2));
  }

  @Test
  void wholeBatchesBehindADamagedOneAreFound() throws IOException {
    filled(5);
    damage(2, LENGTH_AT);
    assertThat(lostBehind(2, 2)).hasValue(positionOf(3));
    assertThat(lostBehind(3, 4)).hasValue(positionOf(4));
    assertThat(lostBehind(4, 4)).isEmpty();
    assertThat(lostBehind(2, 5)).as("older than what is there").isEmpty();
  }

  private OptionalLong lostBehind(int number, long minOffset) throws IOException {
    try (VolumeFile log = fixture.volume.open(FIRST, OpenMode.READ)) {
      return new LostBatches(log, log.size()).firstBehind(positionOf(number), minOffset);
    }
  }

  @Test
  void zerosBehindATornBatchAreNotBatches() throws IOException {
    filled(1);
    try (VolumeFile log = fixture.volume.open(FIRST, OpenMode.WRITE)) {
      log.write(log.size(), ByteBuffer.allocate(3 << 20));
      assertThat(new LostBatches(log, log.size()).firstBehind(positionOf(1), 0)).isEmpty();
      ByteBuffer whole = batch("x");
      log.write(2 << 20, whole);
      assertThat(new LostBatches(log, log.size()).firstBehind(positionOf(1), 0)).hasValue(2 << 20);
    }
  }

  @Test
  void aReaderThatMeetsDamageIsToldAndOthersReadOn() throws IOException {
    PartitionLog log = filled(25);
    PartitionLog opened = fixture.restart(log);
    opened.advanceHighWatermark(25);
    fixture.volume.flipBit(FIRST, 8 * (positionOf(5) + LENGTH_AT));
    assertThatThrownBy(() -> fixture.await(opened.read(5, 1000, 25, true)))
        .isInstanceOfSatisfying(
            LogException.class,
            e -> {
              assertThat(e.errorCode()).isEqualTo(ErrorCode.CORRUPT_MESSAGE);
              assertThat(e).hasMessageContaining("position " + positionOf(5));
            });
    assertThat(opened.unavailable()).isEmpty();
    assertThat(LogFixture.values(fixture.read(opened, 3, 10).getFirst())).containsExactly("v003");
    assertThat(LogFixture.values(fixture.read(opened, 12, 10).getFirst())).containsExactly("v012");
  }

  /** Whatever bit of an index is wrong: it may cost time, but no record. */
  @Test
  void aDamagedIndexLeadsNobodyAstray() throws IOException {
    PartitionLog opened = fixture.restart(filled(15));
    opened.advanceHighWatermark(15);
    Path index = new SegmentPaths(LogFixture.IDENTITY.folder(), 0).offsetIndex();
    long bits = 8L * fixture.volume.readFully(index).limit();
    assertThat(bits).isGreaterThan(8 * 8);
    for (long bit = 0; bit < bits; bit++) {
      fixture.volume.flipBit(index, bit);
      assertThat(fixture.readAll(opened)).as("bit %d", bit).isEqualTo(values);
      assertThat(LogFixture.values(fixture.read(opened, 8, 10).getFirst())).containsExactly("v008");
      fixture.volume.flipBit(index, bit);
    }
  }

  /** Bytes in a record may look like the head of a batch of Kafka's first format. */
  @Test
  void anIndexThatLeadsToWhatLooksLikeABatchLeadsNobodyAstray() throws IOException {
    String alike = "\0".repeat(11) + "\016" + "\0".repeat(14) + "x".repeat(50);
    int batchBytes = batch(alike).remaining();
    PartitionLog log = fixture.open(LogFixture.segmentsOf(10 * batchBytes + 1), StartPoint.UNKNOWN);
    for (int i = 0; i < 15; i++) {
      values.add(alike);
      fixture.append(log, batch(alike));
    }
    PartitionLog opened = fixture.restart(log);
    opened.advanceHighWatermark(15);
    int inside =
        new String(firstFile(), StandardCharsets.ISO_8859_1).indexOf(alike, 5 * batchBytes);
    Path index = new SegmentPaths(LogFixture.IDENTITY.folder(), 0).offsetIndex();
    int entries = fixture.volume.readFully(index).limit() / OffsetIndex.ENTRY_BYTES;
    assertThat(entries).isGreaterThan(5);
    try (VolumeFile file = fixture.volume.open(index, OpenMode.WRITE)) {
      for (int entry = 0; entry < entries; entry++) {
        long positionAt = (long) entry * OffsetIndex.ENTRY_BYTES + Integer.BYTES;
        file.write(positionAt, ByteBuffer.allocate(Integer.BYTES).putInt(0, inside));
      }
    }
    assertThat(fixture.readAll(opened)).isEqualTo(values);
    assertThat(fixture.read(opened, 8, 10).getFirst().baseOffset()).isEqualTo(8);
  }

  /** The end of a log that was closed in order is found by its last index. */
  @Test
  void aDamagedIndexHidesNothingFromAStart() throws IOException {
    PartitionLog log = filled(15);
    Path index = new SegmentPaths(LogFixture.IDENTITY.folder(), 10).offsetIndex();
    for (long bit = 0; bit < 8 * 2 * OffsetIndex.ENTRY_BYTES; bit++) {
      fixture.await(log.close());
      fixture.volume.flipBit(index, bit);
      log = fixture.restart(log);
      assertThat(log.logEndOffset()).as("bit %d", bit).isEqualTo(15);
      log.advanceHighWatermark(15);
      assertThat(fixture.readAll(log)).as("bit %d", bit).isEqualTo(values);
    }
  }

  /** The last batch tells the end, and so must be whole. */
  @Test
  void aLogWhoseLastBatchIsDamagedDoesNotOpen() throws IOException {
    PartitionLog log = filled(5);
    fixture.await(log.close());
    damage(4, LAST_OFFSET_DELTA_AT);
    assertThatThrownBy(() -> fixture.restart(log))
        .isInstanceOf(LogException.StorageFailure.class)
        .hasMessageContaining("position " + positionOf(4));
  }
}
