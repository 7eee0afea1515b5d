package io.barnabas.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.record.RecordBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A list beside a log: the same is done to both, and they must agree. */
final class LogModel {
  private final SeededRandomness chance;
  private final LogFixture fixture;
  private final LogConfig config;
  private final List<Entry> entries = new ArrayList<>();
  private PartitionLog log;
  private long flushedTo;
  private int appended;

  /** A record: its value, its time, and the offset of its batch. */
  private record Entry(String value, long timestampMs, long baseOffset) {}

  LogModel(long seed, boolean journaled) {
    chance = new SeededRandomness(seed);
    fixture = new LogFixture(seed + 1, journaled);
    config = LogFixture.segmentsOf(400 + chance.nextInt(1500));
    log = fixture.open(config, StartPoint.UNKNOWN);
  }

  void run(int steps) {
    for (int i = 0; i < steps; i++) {
      switch (chance.nextInt(20)) {
        case 0 -> flush();
        case 1 -> truncate();
        case 2 -> deleteRecords();
        case 3 -> restart();
        case 4 -> crash();
        case 5, 6 -> lookUpTime();
        case 7, 8, 9, 10 -> read();
        default -> append();
      }
      checkOffsets();
    }
    crash();
    readEverything();
  }

  private void append() {
    int batches = 1 + chance.nextInt(3);
    for (int i = 0; i < batches; i++) {
      appendBatch();
    }
    if (chance.nextInt(4) > 0) {
      settle();
    }
  }

  private void appendBatch() {
    long timestampMs = 1000L + chance.nextInt(5000);
    String[] values = new String[1 + chance.nextInt(3)];
    long baseOffset = entries.size();
    for (int i = 0; i < values.length; i++) {
      values[i] = appended++ + "-" + "x".repeat(chance.nextInt(60));
      entries.add(new Entry(values[i], timestampMs, baseOffset));
    }
    log.append(LogFixture.batchAt(timestampMs, values), chance.nextInt(3), AppendOrigin.CLIENT);
  }

  private void settle() {
    boolean written =
        fixture.world.runUntil(() -> log.writtenOffset() == log.logEndOffset(), 60_000_000_000L);
    assertThat(written).isTrue();
    log.advanceHighWatermark(log.writtenOffset());
  }

  private void flush() {
    settle();
    long written = log.writtenOffset();
    fixture.await(log.flush());
    flushedTo = Math.max(flushedTo, written);
  }

  private void truncate() {
    settle();
    long start = log.logStartOffset();
    long offset = start + chance.nextLong(entries.size() - start + 1);
    fixture.await(log.truncateTo(offset));
    long end = offset < entries.size() ? entries.get((int) offset).baseOffset() : entries.size();
    cutTo(Math.max(end, start));
    flushedTo = Math.min(flushedTo, entries.size());
  }

  private void cutTo(long end) {
    entries.subList((int) end, entries.size()).clear();
  }

  private void deleteRecords() {
    settle();
    long start = log.logStartOffset();
    long offset = start + chance.nextLong(log.highWatermark() - start + 1);
    fixture.await(log.deleteRecordsBefore(offset));
    assertThat(log.logStartOffset()).isEqualTo(offset);
  }

  private void restart() {
    settle();
    log = fixture.restart(log);
    flushedTo = entries.size();
    assertThat(log.logEndOffset()).isEqualTo(entries.size());
    readEverything();
  }

  /** What a journaled log has acknowledged is there whatever happens. */
  private void crash() {
    long sureEnd = fixture.journaled ? log.writtenOffset() : flushedTo;
    log =
        chance.nextInt(3) == 0
            ? fixture.crashTwice(log, chance.nextLong(5_000_000))
            : fixture.crash(log);
    assertThat(log.logEndOffset()).isBetween(sureEnd, (long) entries.size());
    cutTo(log.logEndOffset());
    readEverything();
  }

  private void readEverything() {
    settle();
    List<String> expected = entries.stream().skip(log.logStartOffset()).map(Entry::value).toList();
    List<String> found = fixture.readAll(log);
    int belowStart = found.size() - expected.size();
    assertThat(belowStart).isBetween(0, 2); // the first batch is read whole
    assertThat(found.subList(belowStart, found.size())).isEqualTo(expected);
  }

  private void read() {
    long start = log.logStartOffset();
    if (log.highWatermark() == start) {
      return;
    }
    long offset = start + chance.nextLong(log.highWatermark() - start);
    List<RecordBatch> batches = fixture.read(log, offset, 1 + chance.nextInt(500));
    assertThat(offset).isBetween(batches.getFirst().baseOffset(), batches.getFirst().lastOffset());
    for (RecordBatch batch : batches) {
      assertThat(LogFixture.values(batch)).isEqualTo(values(batch));
      assertThat(batch.lastOffset()).isLessThan(log.highWatermark());
    }
  }

  private List<String> values(RecordBatch batch) {
    return entries.subList((int) batch.baseOffset(), (int) batch.nextOffset()).stream()
        .map(Entry::value)
        .toList();
  }

  private void lookUpTime() {
    settle();
    long timestampMs = 1000L + chance.nextInt(5500);
    Optional<Long> found =
        fixture.await(log.offsetForTimestamp(timestampMs)).map(TimestampedOffset::offset);
    assertThat(found).isEqualTo(firstNotBefore(timestampMs));
    long largest =
        entries.stream().skip(log.logStartOffset()).mapToLong(Entry::timestampMs).max().orElse(-1);
    Optional<TimestampedOffset> max = fixture.await(log.offsetOfMaxTimestamp());
    if (largest >= 0 && max.isPresent() && max.get().timestampMs() == largest) {
      assertThat(max.map(TimestampedOffset::offset)).isEqualTo(firstNotBefore(largest));
    }
  }

  private Optional<Long> firstNotBefore(long timestampMs) {
    for (long offset = log.logStartOffset(); offset < entries.size(); offset++) {
      if (entries.get((int) offset).timestampMs() >= timestampMs) {
        return Optional.of(offset);
      }
    }
    return Optional.empty();
  }

  private void checkOffsets() {
    assertThat(log.unavailable()).isEmpty();
    assertThat(log.logEndOffset()).isEqualTo(entries.size());
    assertThat(log.logStartOffset()).isLessThanOrEqualTo(log.highWatermark());
    assertThat(log.highWatermark()).isLessThanOrEqualTo(log.writtenOffset());
    assertThat(log.writtenOffset()).isLessThanOrEqualTo(log.logEndOffset());
    assertThat(log.recoveryPoint()).isLessThanOrEqualTo(log.writtenOffset());
  }
}
