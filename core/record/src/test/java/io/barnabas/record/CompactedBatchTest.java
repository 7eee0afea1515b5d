package io.barnabas.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompactedBatchTest {
  private static final long HORIZON_MS = 9_000;

  private static RecordBatch batch(CompressionType codec) {
    RecordBatchBuilder builder =
        new RecordBatchBuilder(codec, codec.defaultLevel())
            .baseOffset(100)
            .partitionLeaderEpoch(4)
            .producer(7, (short) 2, 50);
    for (int i = 0; i < 5; i++) {
      builder.add(1_000 + i, utf8("k" + i), i == 3 ? null : utf8("v" + i));
    }
    return RecordBatch.at(builder.build(), 0);
  }

  private static ByteBuffer utf8(String text) {
    return StandardCharsets.UTF_8.encode(text);
  }

  private static List<Record> records(RecordBatch batch) {
    List<Record> records = new ArrayList<>();
    batch.records(1 << 20).forEach(records::add);
    return records;
  }

  @ParameterizedTest
  @EnumSource
  void keptRecordsStayWhereTheyWere(CompressionType codec) {
    RecordBatch original = batch(codec);
    List<Record> kept = List.of(records(original).get(1), records(original).get(3));
    RecordBatch compacted =
        RecordBatch.at(CompactedBatch.keeping(original, kept, OptionalLong.of(HORIZON_MS)), 0);
    assertThat(records(compacted)).isEqualTo(kept);
    assertThat(compacted.baseOffset()).isEqualTo(100);
    assertThat(compacted.lastOffset()).isEqualTo(104);
    assertThat(compacted.lastSequence()).isEqualTo(original.lastSequence());
    assertThat(compacted.partitionLeaderEpoch()).isEqualTo(4);
    assertThat(compacted.compression()).isEqualTo(codec);
    assertThat(compacted.maxTimestamp()).isEqualTo(1_003);
    assertThat(compacted.hasDeleteHorizon()).isTrue();
    assertThat(compacted.baseTimestamp()).isEqualTo(HORIZON_MS);
    assertThat(compacted.isCrcValid()).isTrue();
  }

  @Test
  void kafkaReadsTheDeleteHorizonAndTheTimes() {
    RecordBatch original = batch(CompressionType.NONE);
    ByteBuffer bytes =
        CompactedBatch.keeping(original, records(original), OptionalLong.of(HORIZON_MS));
    MutableRecordBatch seen = MemoryRecords.readableRecords(bytes).batches().iterator().next();
    seen.ensureValid();
    assertThat(seen.deleteHorizonMs()).hasValue(HORIZON_MS);
    List<Long> times = new ArrayList<>();
    seen.forEach(record -> times.add(record.timestamp()));
    assertThat(times).containsExactly(1_000L, 1_001L, 1_002L, 1_003L, 1_004L);
  }

  @Test
  void anEmptiedBatchKeepsItsPlaceAndItsProducer() {
    RecordBatch original = batch(CompressionType.GZIP);
    ByteBuffer bytes = CompactedBatch.emptied(original);
    RecordBatch emptied = RecordBatch.at(bytes, 0);
    assertThat(records(emptied)).isEmpty();
    assertThat(emptied.sizeBytes()).isEqualTo(RecordBatch.HEADER_BYTES);
    assertThat(emptied.lastOffset()).isEqualTo(104);
    assertThat(emptied.producerId()).isEqualTo(7);
    assertThat(emptied.lastSequence()).isEqualTo(54);
    assertThat(emptied.maxTimestamp()).isEqualTo(1_004);
    MutableRecordBatch seen = MemoryRecords.readableRecords(bytes).batches().iterator().next();
    seen.ensureValid();
    assertThat(seen.countOrNull()).isZero();
    assertThat(seen.lastOffset()).isEqualTo(104);
  }
}
