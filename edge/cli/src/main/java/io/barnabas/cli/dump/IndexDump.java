package io.barnabas.cli.dump;

import io.barnabas.cli.Console;
import io.barnabas.record.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Shows the entries of a segment's offset index, and checks each against the log. The file of an
 * active segment is longer than its entries; what follows them is zeros.
 */
final class IndexDump {
  private static final int ENTRY_BYTES = 8;

  private final DumpOptions options;
  private final Console console;

  IndexDump(DumpOptions options, Console console) {
    this.options = options;
    this.console = console;
  }

  void print(Path file, long baseOffset) throws IOException {
    ByteBuffer entries = IndexEntries.read(file, ENTRY_BYTES);
    if (options.sanityCheckOnly) {
      console.out().println(file + " passed sanity check.");
      return;
    }
    Path log = SegmentFile.sibling(file, ".log");
    try (BatchFile batches = BatchFile.open(log, Long.MAX_VALUE)) {
      for (int i = 0; entries.hasRemaining(); i++) {
        long offset = baseOffset + entries.getInt();
        int position = entries.getInt();
        if (i > 0 && offset == baseOffset) {
          return;
        }
        check(file, batches, offset, position);
        if (!options.verifyOnly) {
          console.out().println("offset: " + offset + " position: " + position);
        }
      }
    }
  }

  private void check(Path file, BatchFile batches, long offset, int position) throws IOException {
    BatchFile.Located located = batches.at(position);
    if (located == null) {
      console
          .err()
          .println(
              file
                  + ": offset "
                  + offset
                  + " is said to be at "
                  + position
                  + ", where the log has no batch");
      return;
    }
    RecordBatch batch = located.batch();
    long lastOffset =
        batch.magic() >= RecordBatch.MAGIC_V2 ? batch.lastOffset() : batch.baseOffset();
    if (lastOffset != offset) {
      console
          .err()
          .println(
              "%s: offset %d is said to be at %d, where the log has offset %d"
                  .formatted(file, offset, position, lastOffset));
    }
  }
}
