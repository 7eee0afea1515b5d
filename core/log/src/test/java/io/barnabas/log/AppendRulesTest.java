package io.barnabas.log;

import static io.barnabas.log.LogFixture.CONFIG;
import static io.barnabas.log.LogFixture.batch;
import static io.barnabas.log.LogFixture.batchAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.record.CompressionType;
import io.barnabas.record.InvalidBatchException;
import io.barnabas.record.InvalidBatchException.Reason;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.TimestampType;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class AppendRulesTest {
  private final LogFixture fixture = new LogFixture(1);

  private PartitionLog open(LogConfig config) {
    return fixture.open(config, StartPoint.UNKNOWN);
  }

  private static LogConfig messages(
      TimestampType type, long beforeMs, long afterMs, CompressionType codec) {
    return CONFIG.withMessages(new LogConfig.Messages(1000, type, beforeMs, afterMs, codec));
  }

  private void assertRefused(PartitionLog log, ByteBuffer batch, Reason reason) {
    long end = log.logEndOffset();
    assertThatThrownBy(() -> fixture.append(log, batch))
        .isInstanceOfSatisfying(
            InvalidBatchException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    assertThat(log.logEndOffset()).isEqualTo(end);
  }

  @Test
  void aWrongChecksumIsRefused() {
    ByteBuffer damaged = batch("value");
    damaged.put(damaged.limit() - 1, (byte) 99);
    assertRefused(open(CONFIG), damaged, Reason.CORRUPT_MESSAGE);
  }

  @Test
  void bytesBehindTheBatchAreRefused() {
    ByteBuffer batch = batch("value");
    ByteBuffer longer = ByteBuffer.allocate(batch.remaining() + 5).put(batch).position(0);
    assertRefused(open(CONFIG), longer, Reason.CORRUPT_MESSAGE);
    assertRefused(open(CONFIG), ByteBuffer.allocate(0), Reason.INVALID_RECORD);
  }

  @Test
  void aBatchAboveTheLargestIsRefused() {
    LogConfig config = messages(TimestampType.CREATE_TIME, 0, Long.MAX_VALUE, null);
    assertRefused(open(config), batch("x".repeat(1000)), Reason.MESSAGE_TOO_LARGE);
  }

  @Test
  void anAppendAboveASegmentIsRefused() {
    PartitionLog log = open(LogFixture.segmentsOf(100));
    assertThatThrownBy(() -> fixture.append(log, batch("x".repeat(100))))
        .isInstanceOf(LogException.AppendTooLarge.class);
  }

  @Test
  void timestampsOutOfBoundsAreRefused() {
    long nowMs = fixture.shard().clock().wallMs();
    PartitionLog log = open(messages(TimestampType.CREATE_TIME, 5000, 1000, null));
    assertRefused(log, batchAt(nowMs + 60_000, "early"), Reason.INVALID_TIMESTAMP);
    assertRefused(log, batchAt(nowMs - 60_000, "late"), Reason.INVALID_TIMESTAMP);
    assertThat(fixture.append(log, batchAt(nowMs, "fine")).logAppendTimeMs()).isEqualTo(-1);
  }

  @Test
  void theTopicMayStampTheTimeOfTheAppend() {
    PartitionLog log = open(messages(TimestampType.LOG_APPEND_TIME, 0, 0, null));
    AppendResult result = fixture.append(log, batchAt(5, "a"));
    RecordBatch stored = fixture.read(log, 0, 1000).getFirst();
    assertThat(stored.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
    assertThat(stored.maxTimestamp()).isEqualTo(result.logAppendTimeMs()).isPositive();
    assertThat(stored.isCrcValid()).isTrue();
  }

  @Test
  void theTopicMayHaveACodecOfItsOwn() {
    PartitionLog log =
        open(
            messages(
                TimestampType.CREATE_TIME, Long.MAX_VALUE, Long.MAX_VALUE, CompressionType.GZIP));
    fixture.append(log, batch("a", "b"));
    RecordBatch stored = fixture.read(log, 0, 1000).getFirst();
    assertThat(stored.compression()).isEqualTo(CompressionType.GZIP);
    assertThat(fixture.readAll(log)).containsExactly("a", "b");
  }

  @Test
  void aCompactedTopicNeedsKeys() {
    PartitionLog log = open(CONFIG.withRetention(new LogConfig.Retention(-1, -1, true)));
    assertRefused(log, batch("no key"), Reason.INVALID_RECORD);
  }

  @Test
  void batchesCarryTheLeadersEpoch() {
    PartitionLog log = open(CONFIG);
    fixture.await(log.append(batch("a"), 6, AppendOrigin.CLIENT));
    log.advanceHighWatermark(1);
    assertThat(fixture.read(log, 0, 100).getFirst().partitionLeaderEpoch()).isEqualTo(6);
    assertThat(log.leaderEpochs().endOffsetFor(6, 1)).isEqualTo(new LeaderEpochs.EpochEnd(6, 1));
  }

  @Test
  void aFollowerKeepsTheLeadersOffsetsAndEpochs() {
    PartitionLog log = open(CONFIG);
    ByteBuffer fetched =
        LogFixture.builder()
            .baseOffset(5)
            .partitionLeaderEpoch(2)
            .add(1, null, ByteBuffer.allocate(1))
            .build();
    AppendResult result = fixture.await(log.append(fetched, -1, AppendOrigin.REPLICATION));
    assertThat(result.baseOffset()).isEqualTo(5);
    assertThat(log.leaderEpochs().entries()).containsExactly(new LeaderEpochs.Entry(2, 5));
    ByteBuffer older =
        LogFixture.builder().baseOffset(5).add(1, null, ByteBuffer.allocate(1)).build();
    assertThatThrownBy(() -> fixture.await(log.append(older, -1, AppendOrigin.REPLICATION)))
        .isInstanceOf(LogException.UnexpectedOffset.class);
  }
}
