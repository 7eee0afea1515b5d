package io.barnabas.record;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Decodes the records of a v2 batch, one at a step, each an object that stays as it is. */
final class RecordIterator implements Iterator<Record> {
  private final RecordCursor cursor;

  RecordIterator(RecordCursor cursor) {
    this.cursor = cursor;
  }

  @Override
  public boolean hasNext() {
    return cursor.hasNext();
  }

  @Override
  public Record next() {
    if (!cursor.next()) {
      throw new NoSuchElementException();
    }
    return new Record(
        cursor.offset(),
        cursor.timestampMs(),
        slice(cursor.key()),
        slice(cursor.value()),
        cursor.headers());
  }

  private static @Nullable ByteBuffer slice(@Nullable ByteBuffer bytes) {
    return bytes == null ? null : bytes.slice();
  }
}
