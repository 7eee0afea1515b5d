package io.barnabas.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordCursorTest {
  private static final int MAX_EXPANDED_BYTES = 1 << 20;

  @Property(tries = 200)
  @Domain(Samples.class)
  @Domain(DomainContext.Global.class)
  void theRecordsAreWhatWasWritten(@ForAll List<Record> records, @ForAll boolean isDirect) {
    assertThat(walk(isDirect ? direct(batch(records)) : batch(records)))
        .isEqualTo(Samples.withConsecutiveOffsets(records));
  }

  /** Whatever the bytes are, what is read stays inside them, and nothing but a refusal comes. */
  @Property(tries = 500)
  @Domain(Samples.class)
  @Domain(DomainContext.Global.class)
  void damagedRecordsAreRefusedOrRead(
      @ForAll List<Record> records, @ForAll int place, @ForAll byte damage) {
    ByteBuffer batch = batch(records);
    int bytes = batch.limit() - RecordBatch.HEADER_BYTES;
    int index = RecordBatch.HEADER_BYTES + Math.floorMod(place, bytes);
    batch.put(index, damage);
    try {
      for (Record record : walk(batch)) {
        assertThat(size(record.key()) + size(record.value())).isLessThanOrEqualTo(bytes);
      }
    } catch (InvalidBatchException refused) {
      assertThat(refused).hasMessageNotContainingAny("null");
    }
  }

  @Test
  void keyAndValueAreViewsThatMoveOn() {
    RecordCursor cursor =
        RecordBatch.at(batch(List.of(record("a", "1"), record("b", "2"))), 0)
            .cursor(MAX_EXPANDED_BYTES);
    cursor.next();
    ByteBuffer first = cursor.key();
    cursor.next();

    assertThat(cursor.key()).isSameAs(first).isEqualTo(bytes("b"));
    assertThat(cursor.next()).isFalse();
  }

  @Test
  void recordsBeyondTheCountAreRefused() {
    ByteBuffer batch = batch(List.of(record("a", "1"), record("b", "2")));
    batch.putInt(RecordBatch.HEADER_BYTES - Integer.BYTES, 1);
    RecordCursor cursor = RecordBatch.at(batch, 0).cursor(MAX_EXPANDED_BYTES);
    cursor.next();

    assertThatThrownBy(cursor::next).isInstanceOf(InvalidBatchException.class);
  }

  private static ByteBuffer batch(List<Record> records) {
    RecordBatchBuilder builder = new RecordBatchBuilder();
    Samples.withConsecutiveOffsets(records).forEach(builder::add);
    return builder.build();
  }

  private static List<Record> walk(ByteBuffer batch) {
    RecordCursor cursor = RecordBatch.at(batch, 0).cursor(MAX_EXPANDED_BYTES);
    List<Record> records = new ArrayList<>();
    while (cursor.next()) {
      records.add(
          new Record(
              cursor.offset(),
              cursor.timestampMs(),
              copy(cursor.key()),
              copy(cursor.value()),
              cursor.headers()));
    }
    return records;
  }

  private static ByteBuffer direct(ByteBuffer batch) {
    return ByteBuffer.allocateDirect(batch.remaining()).put(batch).flip();
  }

  private static @Nullable ByteBuffer copy(@Nullable ByteBuffer bytes) {
    return bytes == null ? null : ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
  }

  private static int size(@Nullable ByteBuffer bytes) {
    return bytes == null ? 0 : bytes.remaining();
  }

  private static Record record(String key, String value) {
    return new Record(0, 0, bytes(key), bytes(value), List.of());
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }
}
