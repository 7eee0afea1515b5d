package io.barnabas.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.environment.Lane;
import io.barnabas.record.CompressionType;
import io.barnabas.record.RecordBatchBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A compacted log and all that was ever appended to it: at any time the log holds of that what it
 * must, and nothing that it must not.
 */
final class CompactionModel {
  private static final long MS = 1_000_000;
  private static final long DELETE_RETENTION_MS = 200;
  private static final int KEYS = 12;

  private final Random chance;
  private final LogFixture fixture;
  private final LogConfig config;
  private final List<KeyedRecord> appended = new ArrayList<>();
  private final List<CompletionStage<Boolean>> cleanings = new ArrayList<>();
  private PartitionLog log;
  private int number;

  /** Compaction has not been above it: the highest recovery point there was. */
  private long settled;

  private long keptLogStart;
  private long producerId;
  private int sequence;

  CompactionModel(long seed) {
    chance = new Random(seed);
    fixture = new LogFixture(seed, seed % 2 == 1);
    config =
        LogFixture.segmentsOf(300 + chance.nextInt(1_500))
            .withRetention(new LogConfig.Retention(-1, -1, true))
            .withCompaction(
                new LogConfig.Compaction(
                    DELETE_RETENTION_MS, chance.nextInt(2) * 20, Long.MAX_VALUE, 0))
            .withFileDeleteDelayMs(50);
    log = fixture.open(config, StartPoint.UNKNOWN);
    beginProducer();
  }

  private void beginProducer() {
    producerId = chance.nextInt(3) == 0 ? -1 : ++number + 1_000;
    sequence = 0;
  }

  void act() {
    settled = Math.max(settled, log.recoveryPoint());
    switch (chance.nextInt(14)) {
      case 0, 1, 2 -> startCleaning();
      case 3 -> fixture.await(log.flush());
      case 4 -> fixture.world.runFor(chance.nextLong(60 * MS));
      case 5 -> crash();
      case 6 -> restart();
      case 7 -> truncate();
      case 8 -> trim();
      case 9 -> finishCleaning();
      default -> append();
    }
  }

  private void append() {
    long nowMs = fixture.shard().clock().wallMs();
    CompressionType codec = chance.nextBoolean() ? CompressionType.NONE : CompressionType.LZ4;
    RecordBatchBuilder builder = new RecordBatchBuilder(codec, codec.defaultLevel());
    int count = 1 + chance.nextInt(5);
    if (producerId >= 0) {
      builder.producer(producerId, (short) 0, sequence);
      sequence += count;
    }
    long offset = log.logEndOffset();
    for (int i = 0; i < count; i++) {
      String value = chance.nextInt(3) == 0 ? null : "value-" + number++;
      KeyedRecord record = new KeyedRecord(offset + i, "key-" + chance.nextInt(KEYS), value, nowMs);
      record.addTo(builder);
      appended.add(record);
    }
    assertThat(fixture.append(log, builder.build()).baseOffset()).isEqualTo(offset);
  }

  private void startCleaning() {
    int slots = 2 + chance.nextInt(30);
    CleanerLimits limits =
        new CleanerLimits(
            (long) slots * OffsetMap.ENTRY_BYTES,
            0.9,
            1 + chance.nextInt(700),
            chance.nextBoolean() ? 1e6 : Double.MAX_VALUE,
            1);
    Lane lane = fixture.shard().disk().lane(77);
    cleanings.add(
        log.planCleaning(lane)
            .thenCompose(plan -> log.clean(plan.orElseThrow(), lane, limits))
            .exceptionally(_ -> false));
  }

  private void finishCleaning() {
    startCleaning();
    check();
  }

  private void crash() {
    startCleaning();
    fixture.world.runFor(chance.nextLong(20 * MS));
    long sureEnd = fixture.journaled ? log.writtenOffset() : log.recoveryPoint();
    settled = Math.max(settled, log.recoveryPoint());
    StartPoint start =
        new StartPoint(
            keptLogStart(),
            chance.nextBoolean() ? log.recoveryPoint() : 0,
            log.cleanedOffset(),
            false);
    reopen(true, start);
    assertThat(log.logEndOffset()).isGreaterThanOrEqualTo(sureEnd);
    appended.removeIf(record -> record.offset() >= log.logEndOffset());
    beginProducer();
    check();
  }

  /** What the checkpoint says, which may be late. */
  private long keptLogStart() {
    if (chance.nextBoolean()) {
      keptLogStart = log.logStartOffset();
    }
    return keptLogStart;
  }

  private void restart() {
    startCleaning();
    long end = log.logEndOffset();
    keptLogStart = log.logStartOffset();
    fixture.await(log.close());
    reopen(
        false,
        new StartPoint(log.logStartOffset(), log.recoveryPoint(), log.cleanedOffset(), true));
    assertThat(log.logEndOffset()).isEqualTo(end);
    check();
  }

  private void reopen(boolean crashes, StartPoint start) {
    if (crashes) {
      fixture.process.crash();
    } else {
      fixture.process.kill();
    }
    cleanings.clear();
    fixture.process = fixture.world.start(fixture.volume, 1);
    log = fixture.open(config, start);
    log.advanceHighWatermark(log.writtenOffset());
  }

  /** Above what is durable, as a follower does: compaction has not been there. */
  private void truncate() {
    startCleaning();
    fixture.world.runFor(chance.nextLong(10 * MS));
    settled = Math.max(settled, log.recoveryPoint());
    long lowest = Math.max(log.logStartOffset(), settled);
    long span = log.logEndOffset() - lowest;
    if (span > 0) {
      fixture.await(log.truncateTo(lowest + chance.nextLong(span)));
      log.advanceHighWatermark(log.writtenOffset());
      appended.removeIf(record -> record.offset() >= log.logEndOffset());
      beginProducer();
    }
  }

  private void trim() {
    long span = log.highWatermark() - log.logStartOffset();
    if (chance.nextInt(3) == 0 && span > 0) {
      startCleaning();
      fixture.world.runFor(chance.nextLong(10 * MS));
      fixture.await(log.deleteRecordsBefore(log.logStartOffset() + chance.nextLong(span)));
    }
  }

  void check() {
    cleanings.forEach(fixture::await);
    cleanings.clear();
    List<KeyedRecord> present = new ArrayList<>(KeyedRecord.all(fixture, log));
    present.removeIf(record -> record.offset() < log.logStartOffset());
    assertThat(appended.stream().filter(Set.copyOf(present)::contains).toList()).isEqualTo(present);
    Set<Long> offsets = new HashSet<>();
    present.forEach(record -> offsets.add(record.offset()));
    Map<String, KeyedRecord> later = new HashMap<>();
    for (KeyedRecord record : appended.reversed()) {
      if (record.offset() >= log.logStartOffset()) {
        check(record, offsets.contains(record.offset()), later.get(record.key()));
        later.putIfAbsent(record.key(), record);
        if (record.offset() < log.cleanedOffset()) {
          later.merge(record.key() + " cleaned", record, (latest, _) -> latest);
        }
      }
    }
    checkCleaned(present, later);
  }

  /**
   * A record goes for a later one of its key only, or because it is a tombstone whose time came.
   */
  private void check(KeyedRecord record, boolean isPresent, @Nullable KeyedRecord later) {
    boolean isExpired =
        record.value() == null
            && fixture.shard().clock().wallMs() - record.timestampMs() >= DELETE_RETENTION_MS;
    assertThat(isPresent || later != null || isExpired).as("%s is there", record).isTrue();
  }

  /** Below the cleaned offset a key stands once, and never when a tombstone after it is gone. */
  private void checkCleaned(List<KeyedRecord> present, Map<String, KeyedRecord> later) {
    for (KeyedRecord record : present) {
      if (record.offset() < log.cleanedOffset()) {
        KeyedRecord latest = later.get(record.key() + " cleaned");
        assertThat(record).as("the latest of its key that was cleaned").isEqualTo(latest);
      }
      KeyedRecord latest = later.get(record.key());
      boolean isHidden = latest != null && latest.offset() > record.offset();
      assertThat(
              !isHidden
                  || present.stream()
                      .anyMatch(r -> r.key().equals(record.key()) && r.offset() > record.offset()))
          .as("%s is followed by what replaced it", record)
          .isTrue();
    }
  }
}
