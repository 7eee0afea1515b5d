package io.barnabas.log;

import io.barnabas.environment.Volume;
import io.barnabas.record.GrowingBuffer;
import io.barnabas.record.Record;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.legacy.LegacyMessages;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads the dirty part of a log for the latest offset of each key, until the map is full. */
final class OffsetMapping implements CleaningStep {
  private final CleaningSource source;
  private final long fromOffset;
  private final OffsetMap map;
  private boolean full;

  OffsetMapping(CleaningSource source, long fromOffset, OffsetMap map) {
    this.source = source;
    this.fromOffset = fromOffset;
    this.map = map;
  }

  /** Whether the map had no room for all of it: the rest is left to another cleaning. */
  boolean isFull() {
    return full;
  }

  @Override
  public long slice(Volume volume, int aboutBytes) throws IOException {
    return source.isAtEnd() ? -1 : source.read(volume, aboutBytes, this::note);
  }

  private boolean note(RecordBatch batch) {
    if (batch.lastOffset() < fromOffset) {
      return true;
    }
    if (!batch.isControl() && !noteRecords(batch)) {
      full = true;
      return false;
    }
    map.advanceTo(batch.lastOffset());
    return true;
  }

  private boolean noteRecords(RecordBatch batch) {
    Iterable<Record> records =
        batch.magic() == RecordBatch.MAGIC_V2
            ? batch.records(GrowingBuffer.UNBOUNDED)
            : LegacyMessages.read(batch, GrowingBuffer.UNBOUNDED);
    for (Record record : records) {
      ByteBuffer key = record.key();
      if (key != null && record.offset() >= fromOffset && !map.put(key, record.offset())) {
        return false;
      }
    }
    return true;
  }
}
