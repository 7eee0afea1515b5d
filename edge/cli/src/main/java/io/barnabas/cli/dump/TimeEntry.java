package io.barnabas.cli.dump;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** An entry of a time index: the largest timestamp up to an offset. */
record TimeEntry(long timestampMs, long offset) implements IndexDump.Entry {
  /** How time indexes are read. */
  record Kind() implements IndexDump.Kind {
    @Override
    public int entryBytes() {
      return 12;
    }

    @Override
    public IndexDump.Entry read(ByteBuffer entries, long baseOffset) {
      return new TimeEntry(entries.getLong(), baseOffset + entries.getInt());
    }
  }

  @Override
  public String text() {
    return "timestamp: " + timestampMs + " offset: " + offset;
  }

  @Override
  public boolean mayFollow(IndexDump.Entry first) {
    return first instanceof TimeEntry earlier && timestampMs >= earlier.timestampMs;
  }

  @Override
  public @Nullable String complaint(LogSide log) throws IOException {
    long largestMs = log.largestTimestampUpTo(offset);
    return largestMs == timestampMs
        ? null
        : "the largest timestamp up to offset %d is said to be %d, in the log it is %d"
            .formatted(offset, timestampMs, largestMs);
  }
}
