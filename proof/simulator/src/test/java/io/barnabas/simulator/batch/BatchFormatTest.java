package io.barnabas.simulator.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.record.BatchChecker;
import io.barnabas.record.Record;
import io.barnabas.record.RecordBatch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BatchFormatTest {
  private static final List<Value> VALUES =
      LongStream.range(0, 100).mapToObj(number -> new Value(7, number * 1000)).toList();
  private static final Sender SENDER = new Sender(5, (short) 2, 17);

  private static ByteBuffer encoded() {
    return BatchFormat.encode(SENDER, 1_000, VALUES);
  }

  @Test
  void whatIsEncodedIsDecoded() {
    assertThat(BatchFormat.decode(encoded()))
        .containsExactly(new SeenBatch(0, -1, SENDER, 1_000, VALUES));
  }

  @Test
  void theProductReadsItTheSame() {
    RecordBatch batch = BatchChecker.checkProduced(encoded(), 1_000_000);
    assertThat(batch.producerId()).isEqualTo(5);
    assertThat(batch.lastOffset()).isEqualTo(99);
    List<Value> read = new ArrayList<>();
    for (Record record : batch.records(1_000_000)) {
      read.add(Value.of(record.value()));
    }
    assertThat(read).isEqualTo(VALUES);
  }

  @Test
  void aBatchThatIsCutOffIsLeftOut() {
    ByteBuffer two = ByteBuffer.allocate(encoded().remaining() * 2).put(encoded()).put(encoded());
    two.flip().limit(two.limit() - 1);
    assertThat(BatchFormat.decode(two)).hasSize(1);
  }

  @Test
  void everyFlippedBitBehindTheOffsetAndEpochIsFound() {
    for (int at = 21; at < 300; at++) {
      ByteBuffer batch = encoded();
      batch.put(at, (byte) (batch.get(at) ^ 4));
      assertThatThrownBy(() -> BatchFormat.decode(batch)).isInstanceOf(DamagedBatchException.class);
      assertThat(BatchFormat.decodeUndamaged(batch)).isEmpty();
    }
  }

  @Test
  void valuesAreToldApart() {
    ByteBuffer bytes = ByteBuffer.wrap(new Value(7, 3).toBytes());
    assertThat(Value.of(bytes)).isEqualTo(new Value(7, 3));
    bytes.put(7, (byte) 4);
    assertThatThrownBy(() -> Value.of(bytes)).isInstanceOf(DamagedBatchException.class);
  }

  @Test
  void noChecksumCoversTheOffsetAndTheEpoch() {
    int sizeBytes = encoded().remaining();
    ByteBuffer two = ByteBuffer.allocate(2 * sizeBytes).put(encoded()).put(encoded()).flip();
    for (int start : List.of(0, sizeBytes)) {
      assertThat(IntStream.range(0, sizeBytes))
          .filteredOn(at -> BatchFormat.isUnprotected(two, (long) start + at))
          .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 12, 13, 14, 15);
    }
  }

  @Test
  void aTornEndHasNothingToProtect() {
    ByteBuffer torn = ByteBuffer.allocate(encoded().remaining() + 200).put(encoded()).clear();
    assertThat(BatchFormat.isUnprotected(torn, torn.limit() - 1)).isFalse();
  }
}
