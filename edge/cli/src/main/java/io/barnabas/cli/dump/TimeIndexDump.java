package io.barnabas.cli.dump;

import io.barnabas.cli.Console;
import io.barnabas.record.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Shows the entries of a segment's time index, and checks each against the log: an entry tells the
 * largest timestamp up to an offset. What follows the entries of an active segment is zeros.
 */
final class TimeIndexDump {
  private static final int ENTRY_BYTES = 12;

  private final DumpOptions options;
  private final Console console;

  TimeIndexDump(DumpOptions options, Console console) {
    this.options = options;
    this.console = console;
  }

  void print(Path file, long baseOffset) throws IOException {
    ByteBuffer entries = IndexEntries.read(file, ENTRY_BYTES);
    if (options.sanityCheckOnly) {
      console.out().println(file + " passed sanity check.");
      return;
    }
    try (BatchFile batches = BatchFile.open(SegmentFile.sibling(file, ".log"), Long.MAX_VALUE)) {
      Timestamps timestamps = new Timestamps(batches);
      for (int i = 0; entries.hasRemaining(); i++) {
        long timestampMs = entries.getLong();
        long offset = baseOffset + entries.getInt();
        if (i > 0 && offset == baseOffset) {
          return;
        }
        check(file, timestampMs, offset, timestamps);
        if (!options.verifyOnly) {
          console.out().println("timestamp: " + timestampMs + " offset: " + offset);
        }
      }
    }
  }

  private void check(Path file, long timestampMs, long offset, Timestamps timestamps)
      throws IOException {
    long largestMs = timestamps.largestUpTo(offset);
    if (largestMs != timestampMs) {
      console
          .err()
          .println(
              "%s: the largest timestamp up to offset %d is said to be %d, in the log it is %d"
                  .formatted(file, offset, timestampMs, largestMs));
    }
  }

  /** The largest timestamp up to offsets that are asked for in ascending order. */
  private static final class Timestamps {
    private final BatchFile batches;
    private long largestMs = RecordBatch.NO_TIMESTAMP;
    private long lastOffset = -1;

    Timestamps(BatchFile batches) {
      this.batches = batches;
    }

    long largestUpTo(long offset) throws IOException {
      while (lastOffset < offset) {
        BatchFile.Located located = batches.next();
        if (located == null) {
          break;
        }
        largestMs = Math.max(largestMs, located.batch().maxTimestamp());
        lastOffset = located.batch().nextOffset() - 1;
      }
      return largestMs;
    }
  }
}
