package io.barnabas.cli.dump;

import io.barnabas.record.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** An entry of an offset index: where in the log the batch is that ends with an offset. */
record OffsetEntry(long offset, int position) implements IndexDump.Entry {
  /** How offset indexes are read. */
  record Kind() implements IndexDump.Kind {
    @Override
    public int entryBytes() {
      return 8;
    }

    @Override
    public boolean isToldWhenEmpty() {
      return true;
    }

    @Override
    public IndexDump.Entry read(ByteBuffer entries, long baseOffset) {
      return new OffsetEntry(baseOffset + entries.getInt(), entries.getInt());
    }
  }

  @Override
  public String text() {
    return "offset: " + offset + " position: " + position;
  }

  @Override
  public boolean mayFollow(IndexDump.Entry first) {
    return offset >= first.offset();
  }

  @Override
  public @Nullable String complaint(LogSide log) throws IOException {
    BatchFile.Located located = log.batches().at(position);
    if (located == null) {
      return "offset %d is said to be at %d, where the log has no batch"
          .formatted(offset, position);
    }
    RecordBatch batch = located.batch();
    long lastOffset =
        batch.magic() >= RecordBatch.MAGIC_V2 ? batch.lastOffset() : batch.baseOffset();
    return lastOffset == offset
        ? null
        : "offset %d is said to be at %d, where the log has offset %d"
            .formatted(offset, position, lastOffset);
  }
}
