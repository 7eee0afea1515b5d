package io.barnabas.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.environment.FileSlice;
import io.barnabas.environment.Lane;
import io.barnabas.environment.Outbound;
import io.barnabas.environment.Volume;
import io.barnabas.environment.simulated.CrashedException;
import io.barnabas.environment.simulated.FaultPlan;
import io.barnabas.environment.simulated.FaultPlan.Fault;
import io.barnabas.record.CompressionType;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.RecordBatchBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogCleanerTest {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long DELETE_RETENTION_MS = 5_000;
  private static final LogConfig CONFIG =
      LogFixture.segmentsOf(300)
          .withRetention(new LogConfig.Retention(-1, -1, true))
          .withCompaction(new LogConfig.Compaction(DELETE_RETENTION_MS, 0, Long.MAX_VALUE, 0.1));

  private LogFixture fixture = new LogFixture(1);
  private PartitionLog log = fixture.open(CONFIG, StartPoint.UNKNOWN);

  private void put(String key, @Nullable String value) {
    RecordBatchBuilder builder = new RecordBatchBuilder(CompressionType.NONE, 0);
    add(builder, key, value);
    fixture.append(log, builder.build());
  }

  private void add(RecordBatchBuilder builder, String key, @Nullable String value) {
    builder.add(fixture.shard().clock().wallMs(), utf8(key), value == null ? null : utf8(value));
  }

  private static ByteBuffer utf8(String text) {
    return StandardCharsets.UTF_8.encode(text);
  }

  /** Seals and syncs all before it. */
  private void pad() {
    put("padding", "x".repeat(150));
    put("end", "x".repeat(150));
    fixture.await(log.flush());
  }

  private boolean clean() {
    return clean(CleanerLimits.DEFAULT);
  }

  private boolean clean(CleanerLimits limits) {
    Lane lane = fixture.shard().disk().lane(77);
    Optional<CleaningPlan> plan = fixture.await(log.planCleaning(lane));
    return plan.isPresent() && fixture.await(log.clean(plan.get(), lane, limits));
  }

  private List<String> contents() {
    return KeyedRecord.all(fixture, log).stream()
        .filter(record -> !record.key().equals("padding") && !record.key().equals("end"))
        .map(record -> record.key() + "=" + record.value() + "@" + record.offset())
        .toList();
  }

  private List<String> files(String suffix) throws IOException {
    return fixture.volume.list(LogFixture.IDENTITY.folder()).stream()
        .map(Volume.Entry::name)
        .filter(name -> name.endsWith(suffix))
        .toList();
  }

  @Test
  void theLatestOfEachKeyStaysWhereItWas() {
    put("a", "1");
    put("b", "1");
    put("a", "2");
    put("b", "2");
    put("a", "3");
    pad();
    assertThat(clean()).isTrue();
    assertThat(contents()).containsExactly("b=2@3", "a=3@4");
    assertThat(log.cleanedOffset()).isPositive();
    assertThat(clean()).as("nothing is dirty any more").isFalse();
  }

  @Test
  void theActiveSegmentIsNotTouched() {
    put("a", "1");
    put("a", "2");
    fixture.await(log.flush());
    assertThat(clean()).isFalse();
    assertThat(contents()).containsExactly("a=1@0", "a=2@1");
  }

  @Test
  void aTombstoneStaysForItsTimeAndThenGoes() {
    put("a", "1");
    put("a", null);
    pad();
    assertThat(clean()).isTrue();
    assertThat(contents()).containsExactly("a=null@1");
    RecordBatch batch = fixture.read(log, 1, 1000).getFirst();
    long nowMs = fixture.shard().clock().wallMs();
    assertThat(batch.hasDeleteHorizon()).isTrue();
    assertThat(batch.baseTimestamp()).isBetween(nowMs, nowMs + DELETE_RETENTION_MS);
    pad();
    clean();
    assertThat(contents()).as("its time has not come").containsExactly("a=null@1");
    fixture.world.runFor(DELETE_RETENTION_MS * 1_000_000);
    pad();
    assertThat(clean()).isTrue();
    assertThat(contents()).isEmpty();
  }

  @Test
  void youngRecordsWaitForTheirLag() {
    log.configure(CONFIG.withCompaction(new LogConfig.Compaction(0, 10_000, Long.MAX_VALUE, 0.1)));
    put("a", "1");
    put("a", "2");
    pad();
    assertThat(clean()).isFalse();
    fixture.world.runFor(11 * SECOND_NS);
    assertThat(clean()).isTrue();
    assertThat(contents()).containsExactly("a=2@1");
  }

  @Test
  void whatHasWaitedTooLongIsCleanedHoweverLittleItIs() {
    log.configure(CONFIG.withCompaction(new LogConfig.Compaction(0, 0, 10_000, 1)));
    put("a", "1");
    put("a", "2");
    pad();
    assertThat(clean()).isFalse();
    fixture.world.runFor(11 * SECOND_NS);
    assertThat(clean()).isTrue();
    assertThat(contents()).containsExactly("a=2@1");
  }

  @Test
  void aMapThatIsTooSmallMakesSeveralPasses() {
    for (int i = 0; i < 40; i++) {
      put("k" + i % 10, "v" + i);
    }
    pad();
    CleanerLimits small = new CleanerLimits(4L * OffsetMap.ENTRY_BYTES, 0.9, 100, 1e9, 1);
    int passes = 0;
    while (clean(small)) {
      passes++;
    }
    assertThat(passes).isGreaterThan(3);
    assertThat(contents()).hasSize(10).contains("k0=v30@30", "k9=v39@39");
  }

  @Test
  void smallSegmentsBecomeOne() throws IOException {
    for (int i = 0; i < 20; i++) {
      put("a", "v" + i);
    }
    pad();
    int before = files(".log").size();
    log.configure(CONFIG.withSegments(new LogConfig.Segments(1 << 20, Long.MAX_VALUE, 0, 1, 1024)));
    assertThat(clean()).isTrue();
    assertThat(files(".log")).hasSizeLessThan(before).hasSizeLessThanOrEqualTo(3);
    assertThat(contents()).containsExactly("a=v19@19");
  }

  @Test
  void theLastBatchOfAProducerStaysWithoutItsRecords() {
    for (int sequence = 0; sequence < 3; sequence++) {
      RecordBatchBuilder builder =
          new RecordBatchBuilder(CompressionType.NONE, 0).producer(9, (short) 1, sequence);
      add(builder, "a", "v" + sequence);
      fixture.append(log, builder.build());
    }
    put("a", "last");
    pad();
    assertThat(clean()).isTrue();
    assertThat(contents()).containsExactly("a=last@3");
    RecordBatch kept = fixture.read(log, 2, 1000).getFirst();
    assertThat(kept.recordCount()).isZero();
    assertThat(kept.lastSequence()).isEqualTo(2);
    assertThat(kept.lastOffset()).isEqualTo(2);
  }

  @Test
  void recordsWithoutAKeyGoWhenATopicBecomesCompacted() {
    log.configure(LogFixture.segmentsOf(300));
    fixture.append(log, LogFixture.batch("keyless"));
    put("a", "1");
    pad();
    log.configure(CONFIG);
    assertThat(clean()).isTrue();
    assertThat(contents()).containsExactly("a=1@1");
  }

  @Test
  void aDamagedBatchEndsTheCleaningOfThisLog() throws IOException {
    for (int i = 0; i < 10; i++) {
      put("a", "v" + i);
    }
    pad();
    PartitionLog closed = log;
    List<String> logs = files(".log");
    log = fixture.restart(closed);
    log.advanceHighWatermark(log.writtenOffset());
    fixture.volume.flipBit(LogFixture.IDENTITY.folder().resolve(logs.getFirst()), 8 * 65);
    assertThat(clean()).isFalse();
    assertThat(log.cleanedOffset()).isZero();
    assertThat(log.unavailable()).isEmpty();
    long operations = fixture.volume.operations();
    assertThat(clean()).isFalse();
    assertThat(fixture.volume.operations()).as("it is not tried again").isEqualTo(operations);
    assertThat(files(".cleaned")).isEmpty();
  }

  @Test
  void anErrorOfTheDiskLeavesTheLogAsItWas() throws IOException {
    put("a", "1");
    put("a", "2");
    pad();
    fixture.volume.setFaults(
        op -> op.path().toString().endsWith(".cleaned") ? Fault.FAIL : Fault.NONE);
    assertThat(clean()).isFalse();
    fixture.volume.setFaults(FaultPlan.NONE);
    assertThat(contents()).containsExactly("a=1@0", "a=2@1");
    assertThat(clean()).isTrue();
    assertThat(contents()).containsExactly("a=2@1");
  }

  @Test
  void aReaderKeepsTheFileItHas() throws IOException {
    put("a", "1");
    put("a", "2");
    pad();
    ReadResult before = fixture.await(log.read(0, 1000, log.highWatermark(), true));
    assertThat(LogFixture.isZeroCopy(before)).isTrue();
    assertThat(clean()).isTrue();
    fixture.world.runFor(120 * SECOND_NS);
    assertThat(files(".deleted")).isEmpty();
    FileSlice slice = ((Outbound.FileBytes) before.data()).slice();
    ByteBuffer bytes = ByteBuffer.allocate(slice.sizeBytes());
    slice.file().read(bytes, slice.position());
    before.close();
    assertThat(KeyedRecord.of(LogFixture.batches(bytes.flip()).getFirst()))
        .extracting(KeyedRecord::value)
        .containsExactly("1");
  }

  @Test
  void aCrashAtAnyOperationOfACleaningLosesNothing() {
    int crashes = 0;
    boolean crashed = true;
    for (int operation = 1; crashed; operation++) {
      fixture = new LogFixture(operation);
      log = fixture.open(CONFIG, StartPoint.UNKNOWN);
      for (int i = 0; i < 12; i++) {
        put("k" + i % 3, "v" + i);
      }
      pad();
      fixture.world.runFor(SECOND_NS);
      crashed = crashesAt(operation);
      if (crashed) {
        crashes++;
        long end = log.logEndOffset();
        log = fixture.crash(log);
        assertThat(log.logEndOffset()).isEqualTo(end);
        log.advanceHighWatermark(end);
      }
      assertThat(contents()).contains("k0=v9@9", "k1=v10@10", "k2=v11@11");
      clean();
      assertThat(contents()).containsExactly("k0=v9@9", "k1=v10@10", "k2=v11@11");
    }
    assertThat(crashes).isGreaterThan(30);
  }

  private boolean crashesAt(int operation) {
    long number = fixture.volume.operations() + operation;
    fixture.volume.setFaults(FaultPlan.onOperation(number, Fault.CRASH));
    Lane lane = fixture.shard().disk().lane(77);
    log.planCleaning(lane)
        .thenCompose(plan -> log.clean(plan.orElseThrow(), lane, CleanerLimits.DEFAULT));
    try {
      fixture.world.runFor(SECOND_NS);
    } catch (CrashedException e) {
      return true;
    } finally {
      fixture.volume.setFaults(FaultPlan.NONE);
    }
    return fixture.volume.isCrashed();
  }

  @Test
  void theScheduleCleansWhatIsDirty() {
    List<PartitionLog> logs = List.of(log);
    put("a", "1");
    put("a", "2");
    pad();
    CleanerLimits limits = new CleanerLimits(1 << 20, 0.9, 1000, Double.MAX_VALUE, 1_000);
    new CleanerSchedule(fixture.shard(), fixture.shard().disk().lane(77), limits, () -> logs)
        .start();
    fixture.world.runFor(SECOND_NS / 2);
    assertThat(contents()).as("before the first round").containsExactly("a=1@0", "a=2@1");
    fixture.world.runFor(2 * SECOND_NS);
    assertThat(contents()).containsExactly("a=2@1");
  }
}
