package io.barnabas.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.apache.kafka.common.record.internal.Record;

class BatchTest {
  private static final long NOW_MS = 1_700_000_000_000L;

  @Property(tries = 50)
  void isReadByTheOfficialClientAsItWasAskedFor(
      @ForAll @IntRange(min = 1, max = 300) int count,
      @ForAll @IntRange(min = 0, max = 300) int size) {
    Batch batch = Batch.of(count, size, NOW_MS);

    MutableRecordBatch read = onlyBatch(batch.bytes());

    read.ensureValid();
    assertThat(read.sizeInBytes()).isEqualTo(batch.sizeInBytes()).isEqualTo(batch.bytes().length);
    assertThat(read.countOrNull()).isEqualTo(batch.recordCount()).isEqualTo(count);
    assertThat(read.maxTimestamp()).isEqualTo(NOW_MS);
    long offset = 0;
    for (Record record : read) {
      record.ensureValid();
      assertThat(record.offset()).isEqualTo(offset++);
      assertThat(record.timestamp()).isEqualTo(NOW_MS);
      assertThat(record.hasKey()).isFalse();
      assertThat(record.valueSize()).isEqualTo(size);
      assertThat(record.headers()).isEmpty();
    }
    assertThat(offset).isEqualTo(count);
  }

  static MutableRecordBatch onlyBatch(byte[] bytes) {
    var batches = MemoryRecords.readableRecords(ByteBuffer.wrap(bytes)).batches().iterator();
    MutableRecordBatch batch = batches.next();
    assertThat(batches.hasNext()).isFalse();
    return batch;
  }
}
