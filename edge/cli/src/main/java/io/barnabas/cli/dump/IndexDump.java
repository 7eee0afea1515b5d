package io.barnabas.cli.dump;

import io.barnabas.cli.Console;
import io.barnabas.client.ClientException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    /** Whether Kafka's tool has a line for an index without entries. */
    default boolean isToldWhenEmpty() {
      return false;
    }

    /** Reads the next entry; its offset is relative to the segment's base offset. */
    Entry read(ByteBuffer entries, long baseOffset);
  }

  /** One entry of an index. */
  interface Entry {
    long offset();

    String text();

    /** Whether the entry may stand behind a first one. */
    boolean mayFollow(Entry first);

    /** What is wrong with it by the log; null when nothing is. */
    @Nullable String complaint(LogSide log) throws IOException;
  }

  /**
   * Shows or checks an index.
   *
   * @throws ClientException if it can't be one
   */
  void print(Kind kind, SegmentFile file) throws IOException {
    List<Entry> entries = entries(kind, file);
    if (entries.isEmpty() && kind.isToldWhenEmpty()) {
      console.out().println(file.path() + " is empty.");
    } else if (options.sanityCheckOnly) {
      checkSanity(entries, file);
    } else {
      printAll(entries, file);
    }
  }

  private static List<Entry> entries(Kind kind, SegmentFile file) throws IOException {
    ByteBuffer bytes = IndexEntries.read(file.path(), kind.entryBytes());
    List<Entry> entries = new ArrayList<>();
    while (bytes.hasRemaining()) {
      entries.add(kind.read(bytes, file.baseOffset()));
    }
    return entries;
  }

  /** What a broker looks at when it starts: the last entry alone. */
  private void checkSanity(List<Entry> entries, SegmentFile file) {
    if (!entries.isEmpty() && !isSane(entries.getFirst(), entries.getLast(), file.baseOffset())) {
      throw new ClientException(
          "%s is damaged: the last entry (%s) is below the first (%s) or the offset in the name"
              .formatted(file.path(), entries.getLast().text(), entries.getFirst().text()));
    }
    console.out().println(file.path() + " passed sanity check.");
  }

  private static boolean isSane(Entry first, Entry last, long baseOffset) {
    return last.offset() >= baseOffset && last.mayFollow(first);
  }

  private void printAll(List<Entry> entries, SegmentFile file) throws IOException {
    try (BatchFile batches = BatchFile.open(file.sibling(".log"), Long.MAX_VALUE)) {
      LogSide log = new LogSide(batches);
      for (int i = 0; i < entries.size(); i++) {
        Entry entry = entries.get(i);
        if (i > 0 && entry.offset() == file.baseOffset()) {
          return;
        }
        print(file.path(), entry, log);
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
