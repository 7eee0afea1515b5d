package io.barnabas.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordBatchTest {
  private static final SimpleRecord FIRST =
      new SimpleRecord(1000L, "k1".getBytes(UTF_8), "v1".getBytes(UTF_8));
  private static final SimpleRecord SECOND = new SimpleRecord(1500L, "k2".getBytes(UTF_8), null);

  private static ByteBuffer transactionalBatch(int baseSequence) {
    return MemoryRecords.withTransactionalRecords(
            (byte) 2, 70L, Compression.NONE, 9L, (short) 3, baseSequence, 5, FIRST, SECOND)
        .buffer();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsTheHeaderAsKafkaWroteItFromHeapAndDirectBuffers(boolean direct) {
    ByteBuffer written = transactionalBatch(Integer.MAX_VALUE);
    ByteBuffer buffer =
        direct ? ByteBuffer.allocateDirect(500) : ByteBuffer.allocate(500).slice(3, 400);
    buffer.put(11, written, 0, written.limit());
    RecordBatch batch = RecordBatch.at(buffer, 11);

    assertThat(batch.baseOffset()).isEqualTo(70);
    assertThat(batch.sizeBytes()).isEqualTo(written.limit());
    assertThat(batch.partitionLeaderEpoch()).isEqualTo(5);
    assertThat(batch.magic()).isEqualTo((byte) 2);
    assertThat(batch.compression()).isEqualTo(CompressionType.NONE);
    assertThat(batch.timestampType()).isEqualTo(TimestampType.CREATE_TIME);
    assertThat(batch.isTransactional()).isTrue();
    assertThat(batch.isControl()).isFalse();
    assertThat(batch.hasDeleteHorizon()).isFalse();
    assertThat(batch.lastOffset()).isEqualTo(71);
    assertThat(batch.nextOffset()).isEqualTo(72);
    assertThat(batch.baseTimestamp()).isEqualTo(1000);
    assertThat(batch.maxTimestamp()).isEqualTo(1500);
    assertThat(batch.producerId()).isEqualTo(9);
    assertThat(batch.producerEpoch()).isEqualTo((short) 3);
    assertThat(batch.baseSequence()).isEqualTo(Integer.MAX_VALUE);
    assertThat(batch.lastSequence()).isZero();
    assertThat(batch.recordCount()).isEqualTo(2);
    assertThat(batch.isCrcValid()).isTrue();
    assertThat(buffer.position()).isZero();
  }

  @Property
  void whatTheLeaderAssignsIsReadByKafkaUnderAValidChecksum(
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE / 2) long offset,
      @ForAll @IntRange(min = 0) int epoch,
      @ForAll @LongRange(min = 0) long appendTimeMs) {
    ByteBuffer bytes = transactionalBatch(0);
    RecordBatch batch = RecordBatch.at(bytes, 0);
    batch.assignOffset(offset);
    batch.assignPartitionLeaderEpoch(epoch);
    assertThat(batch.isCrcValid()).isTrue();
    batch.assignAppendTime(appendTimeMs);

    MutableRecordBatch read = MemoryRecords.readableRecords(bytes).batches().iterator().next();
    read.ensureValid();
    assertThat(read.baseOffset()).isEqualTo(offset);
    assertThat(read.partitionLeaderEpoch()).isEqualTo(epoch);
    assertThat(read.maxTimestamp()).isEqualTo(appendTimeMs);
    assertThat(read.timestampType())
        .isEqualTo(org.apache.kafka.common.record.TimestampType.LOG_APPEND_TIME);
    assertThat(batch.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
  }

  @Test
  void everySingleBitFlippedFromTheChecksumOnIsDetected() {
    ByteBuffer bytes = transactionalBatch(0);
    RecordBatch batch = RecordBatch.at(bytes, 0);
    for (int bit = RecordBatch.CRC_OFFSET * 8; bit < bytes.limit() * 8; bit++) {
      byte before = bytes.get(bit / 8);
      bytes.put(bit / 8, (byte) (before ^ 1 << (bit % 8)));
      assertThat(batch.isCrcValid()).as("bit %d", bit).isFalse();
      bytes.put(bit / 8, before);
    }
  }

  @Test
  void aSizeBeyondTheBufferOrAnUnknownFormatIsNotValid() {
    ByteBuffer bytes = transactionalBatch(0);
    RecordBatch batch = RecordBatch.at(bytes, 0);
    bytes.putInt(8, Integer.MAX_VALUE - 12);
    assertThat(batch.isCrcValid()).isFalse();
    bytes.putInt(8, -5);
    assertThat(batch.isCrcValid()).isFalse();
    bytes.put(16, (byte) 3);
    assertThat(batch.isCrcValid()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(bytes = {0, 1})
  void readsAMessageOfAnOldFormatAsABatchOfOne(byte magic) {
    ByteBuffer bytes = MemoryRecords.withRecords(magic, 42L, Compression.NONE, FIRST).buffer();
    RecordBatch batch = RecordBatch.at(bytes, 0);

    assertThat(batch.magic()).isEqualTo(magic);
    assertThat(batch.isCrcValid()).isTrue();
    assertThat(batch.lastOffset()).isEqualTo(42);
    assertThat(batch.sizeBytes()).isEqualTo(bytes.limit());
    assertThat(batch.maxTimestamp()).isEqualTo(magic == 0 ? -1 : 1000);
    assertThat(batch.recordCount()).isEqualTo(1);
    assertThat(batch.hasProducerId()).isFalse();
    assertThat(batch.lastSequence()).isEqualTo(RecordBatch.NO_SEQUENCE);
    assertThat(batch.isControl()).isFalse();
    bytes.put(20, (byte) ~bytes.get(20));
    assertThat(batch.isCrcValid()).isFalse();
  }
}
