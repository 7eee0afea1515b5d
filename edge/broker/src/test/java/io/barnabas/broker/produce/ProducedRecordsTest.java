package io.barnabas.broker.produce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.barnabas.broker.simulated.Topics;
import io.barnabas.environment.Outbound;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.record.CompressionType;
import io.barnabas.record.Record;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.RecordBatchBuilder;
import io.barnabas.record.RecordBatches;
import io.barnabas.record.legacy.DownConversion;
import io.barnabas.replication.RefusedException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProducedRecordsTest {
  private static final int LATEST = 13;
  private static final int MAX_BYTES = 1 << 20;

  private static ByteBuffer of(ByteBuffer records, int version) {
    return ProducedRecords.of(Outbound.of(records), (short) version);
  }

  private static void assertRefused(ErrorCode error, ByteBuffer records, int version) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> of(records, version))
        .satisfies(refusal -> assertThat(refusal.error()).isEqualTo(error));
  }

  private static ByteBuffer threeRecords(CompressionType codec) {
    RecordBatchBuilder batch = new RecordBatchBuilder(codec, codec.defaultLevel());
    for (int i = 0; i < 3; i++) {
      batch.add(1_000 + i, null, ByteBuffer.wrap(new byte[] {(byte) i}));
    }
    return batch.build();
  }

  @Test
  void aBatchOfTodayIsTakenAsItIs() {
    ByteBuffer batch = Topics.batch(10);

    assertThat(of(batch, LATEST)).isSameAs(batch);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 1", "0, 2", "1, 2"})
  void oldMessagesAreConverted(byte magic, int version) {
    ByteBuffer stored = threeRecords(CompressionType.GZIP);
    ByteBuffer old = new DownConversion(magic, MAX_BYTES, MAX_BYTES).convert(stored, 0).messages();
    assertThat(RecordBatch.at(old, old.position()).magic()).isEqualTo(magic);

    ByteBuffer converted = of(old, version);

    List<Record> records = new ArrayList<>();
    for (RecordBatch batch : RecordBatches.whole(converted)) {
      assertThat(batch.magic()).isEqualTo(RecordBatch.MAGIC_V2);
      batch.records(MAX_BYTES).forEach(records::add);
    }
    assertThat(records)
        .extracting(r -> r.value().get(0))
        .containsExactly((byte) 0, (byte) 1, (byte) 2);
    assertThat(records)
        .extracting(Record::timestampMs)
        .containsExactly(
            magic == 0 ? new Long[] {-1L, -1L, -1L} : new Long[] {1000L, 1001L, 1002L});
  }

  @Test
  void damagedOldMessagesAreRefused() {
    ByteBuffer stored = threeRecords(CompressionType.NONE);
    ByteBuffer old =
        new DownConversion((byte) 1, MAX_BYTES, MAX_BYTES).convert(stored, 0).messages();
    old.put(old.limit() - 1, (byte) 99);

    assertRefused(ErrorCode.CORRUPT_MESSAGE, old, 2);
  }

  @Test
  void aSecondBatchIsRefused() {
    ByteBuffer one = Topics.batch(10);
    ByteBuffer two =
        ByteBuffer.allocate(2 * one.remaining()).put(one.duplicate()).put(one.duplicate()).flip();

    assertRefused(ErrorCode.INVALID_RECORD, two, LATEST);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 6})
  void zstdIsRefusedFromProducersThatAreTooOldForIt(int version) {
    ByteBuffer zstd = threeRecords(CompressionType.ZSTD);

    assertRefused(ErrorCode.UNSUPPORTED_COMPRESSION_TYPE, zstd, version);
    assertThat(of(zstd, 7)).isSameAs(zstd);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3, LATEST})
  void nothingIsRefused(int version) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> ProducedRecords.of(null, (short) version))
        .satisfies(refusal -> assertThat(refusal.error()).isEqualTo(ErrorCode.INVALID_RECORD));
    assertRefused(ErrorCode.INVALID_RECORD, ByteBuffer.allocate(0), version);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 6, 7, LATEST})
  void everyCutOffBatchIsRefusedOrLeftToTheLog(int version) {
    ByteBuffer batch = threeRecords(CompressionType.ZSTD);
    for (int size = 0; size < RecordBatch.HEADER_BYTES; size++) {
      ByteBuffer cut = ByteBuffer.allocate(size).put(batch.slice(0, size)).flip();

      try {
        assertThat(of(cut, version)).isSameAs(cut);
      } catch (RefusedException refusal) {
        assertThat(refusal.error())
            .isIn(ErrorCode.INVALID_RECORD, ErrorCode.UNSUPPORTED_COMPRESSION_TYPE);
      }
    }
  }
}
