package io.barnabas.cli.dump;

import io.barnabas.cli.Console;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Shows the entries of a segment's index, and checks each against the log. The file of an active
 * segment is longer than its entries; what follows them is zeros.
 */
final class IndexDump {
  private final DumpOptions options;
  private final Console console;

  IndexDump(DumpOptions options, Console console) {
    this.options = options;
    this.console = console;
  }

  /** What kind of index it is: how its entries are read, shown and checked. */
  interface Kind {
    int entryBytes();

    /** Reads the next entry; its offset is relative to the segment's base offset. */
    Entry read(ByteBuffer entries, long baseOffset);
  }

  /** One entry of an index. */
  interface Entry {
    long offset();

    String text();

    /** What is wrong with it by the log; null when nothing is. */
    @Nullable String complaint(LogSide log) throws IOException;
  }

  void print(Kind kind, Path file, long baseOffset) throws IOException {
    ByteBuffer entries = IndexEntries.read(file, kind.entryBytes());
    if (options.sanityCheckOnly) {
      console.out().println(file + " passed sanity check.");
      return;
    }
    try (BatchFile batches = BatchFile.open(SegmentFile.sibling(file, ".log"), Long.MAX_VALUE)) {
      LogSide log = new LogSide(batches);
      for (int i = 0; entries.hasRemaining(); i++) {
        Entry entry = kind.read(entries, baseOffset);
        if (i > 0 && entry.offset() == baseOffset) {
          return;
        }
        print(file, entry, log);
      }
    }
  }

  private void print(Path file, Entry entry, LogSide log) throws IOException {
    String complaint = entry.complaint(log);
    if (complaint != null) {
      console.err().println(file + ": " + complaint);
    }
    if (!options.verifyOnly) {
      console.out().println(entry.text());
    }
  }
}
