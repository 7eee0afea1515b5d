package io.barnabas.cli.dump;

import io.barnabas.cli.Console;
import io.barnabas.record.InvalidBatchException;
import io.barnabas.record.Record;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.legacy.LegacyMessages;
import java.io.IOException;
import java.nio.file.Path;

/** Shows the batches of a log file or a snapshot of the metadata, and where it is damaged. */
final class LogDump {
  private static final int MAX_EXPANDED_BYTES =
      (int) Math.min(1 << 30, Runtime.getRuntime().maxMemory() / 3);

  private final DumpOptions options;
  private final Console console;
  private final BatchText text;

  LogDump(DumpOptions options, Console console) {
    this.options = options;
    this.console = console;
    this.text = new BatchText(options);
  }

  void print(Path file) throws IOException {
    print(file, 0, options.maxBytes);
  }

  /** Shows the batches in a part of a file. */
  void print(Path file, long start, long end) throws IOException {
    try (BatchFile batches = BatchFile.open(file, end)) {
      BatchFile.Located located = batches.at(start);
      long expectedOffset = -1;
      while (located != null) {
        RecordBatch batch = located.batch();
        console.out().println(text.batch(located.position(), batch));
        reportDamage(file, located);
        reportBackwards(file, expectedOffset, batch);
        expectedOffset = batch.nextOffset();
        if (options.showsRecords()) {
          printRecords(batch);
        }
        located = batches.next();
      }
      if (batches.trailingBytes() > 0 && options.maxBytes == Long.MAX_VALUE) {
        reportTrailing(file, batches);
      }
    }
  }

  private void reportTrailing(Path file, BatchFile batches) {
    console
        .out()
        .println(
            "Found %d invalid bytes at the end of %s"
                .formatted(batches.trailingBytes(), file.getFileName()));
    console
        .err()
        .println("%s: at position %d there is no whole batch".formatted(file, batches.position()));
  }

  private void reportDamage(Path file, BatchFile.Located located) {
    if (!located.batch().isCrcValid()) {
      console
          .err()
          .println(
              "%s: the batch at position %d, of offset %d, is damaged: its checksum is wrong"
                  .formatted(file, located.position(), located.batch().baseOffset()));
    }
  }

  private void reportBackwards(Path file, long expectedOffset, RecordBatch batch) {
    if (batch.baseOffset() < expectedOffset) {
      console
          .err()
          .println(
              "%s: a batch with offset %d comes after offset %d"
                  .formatted(file, batch.baseOffset(), expectedOffset - 1));
    }
  }

  private void printRecords(RecordBatch batch) {
    if (batch.isControl() && options.skipRecordMetadata) {
      return;
    }
    try {
      for (Record record : recordsOf(batch)) {
        console.out().println(text.record(batch, record));
      }
    } catch (InvalidBatchException e) {
      console.out().println("| the records can't be read: " + e.getMessage());
    }
  }

  private static Iterable<Record> recordsOf(RecordBatch batch) {
    return batch.magic() >= RecordBatch.MAGIC_V2
        ? batch.records(MAX_EXPANDED_BYTES)
        : LegacyMessages.read(batch, MAX_EXPANDED_BYTES);
  }
}
