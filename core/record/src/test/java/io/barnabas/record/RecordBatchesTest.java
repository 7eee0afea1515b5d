package io.barnabas.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.record.InvalidBatchException.Reason;
import java.nio.ByteBuffer;
import java.util.NoSuchElementException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordBatchesTest {
  private static final int BATCH_BYTES = batchAt(0).limit();

  private static ByteBuffer batchAt(long offset) {
    SimpleRecord record = new SimpleRecord(1L, "value".getBytes(UTF_8));
    return MemoryRecords.withRecords(offset, Compression.NONE, record).buffer();
  }

  private static ByteBuffer threeBatches() {
    ByteBuffer buffer = ByteBuffer.allocate(7 + 3 * BATCH_BYTES).position(7);
    return buffer.put(batchAt(10)).put(batchAt(11)).put(batchAt(12)).position(7);
  }

  @Test
  void walksBatchesThatFillTheBuffer() {
    assertThat(RecordBatches.whole(threeBatches()))
        .extracting(RecordBatch::baseOffset)
        .containsExactly(10L, 11L, 12L);
  }

  @Test
  void thereIsNothingAfterTheLastBatch() {
    RecordBatches.Cursor cursor = RecordBatches.whole(batchAt(1)).iterator();
    cursor.next();
    assertThatThrownBy(cursor::next).isInstanceOf(NoSuchElementException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 11, 16, 17, 30})
  void aPartialTailIsLeftOutOnlyWhereAllowed(int tailBytes) {
    ByteBuffer cut = threeBatches().limit(7 + 2 * BATCH_BYTES + tailBytes);

    assertThat(RecordBatches.withPartialTail(cut)).hasSize(2);
    assertThat(RecordBatches.withPartialTail(cut).wholeBytes()).isEqualTo(2 * BATCH_BYTES);
    assertCorrupt(() -> RecordBatches.whole(cut).wholeBytes());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 48, Integer.MIN_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE - 11})
  void aLengthNoBatchCanHaveIsCorruptEvenAtAPartialTail(int length) {
    ByteBuffer bytes = batchAt(0).putInt(8, length);
    assertCorrupt(() -> RecordBatches.withPartialTail(bytes).wholeBytes());
  }

  @ParameterizedTest
  @ValueSource(bytes = {-1, 3, 127})
  void anUnknownMessageFormatIsCorrupt(byte magic) {
    ByteBuffer bytes = batchAt(0).put(16, magic);
    assertCorrupt(() -> RecordBatches.withPartialTail(bytes).wholeBytes());
  }

  @Property
  void garbageIsEitherWalkedOrCorrupt(@ForAll byte[] garbage) {
    try {
      int bytes = RecordBatches.withPartialTail(ByteBuffer.wrap(garbage)).wholeBytes();
      assertThat(bytes).isBetween(0, garbage.length);
    } catch (InvalidBatchException e) {
      assertThat(e.reason()).isEqualTo(Reason.CORRUPT_MESSAGE);
    }
  }

  private static void assertCorrupt(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            InvalidBatchException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.CORRUPT_MESSAGE));
  }
}
