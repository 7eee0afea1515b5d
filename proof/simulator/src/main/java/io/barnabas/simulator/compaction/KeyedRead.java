package io.barnabas.simulator.compaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.barnabas.log.PartitionLog;
import io.barnabas.record.Record;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.RecordBatches;
import io.barnabas.simulator.Violation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads all records of a log that nobody changes meanwhile; goes on after errors of the disk. */
final class KeyedRead {
  private static final int MAX_BYTES = 700;
  private static final int MAX_EXPANDED_BYTES = 1 << 20;
  private static final int RETRY_MS = 10;

  private final CompactedSession session;
  private final PartitionLog log;
  private final long startOffset;
  private final BooleanSupplier counts;
  private final List<Entry> entries = new ArrayList<>();

  /**
   * @param counts whether the log is still as it was opened
   */
  KeyedRead(CompactedSession session, BooleanSupplier counts) {
    this.session = session;
    this.log = session.log();
    this.startOffset = log.logStartOffset();
    this.counts = counts;
  }

  void start(Consumer<WholeLog> onDone) {
    readFrom(startOffset, onDone);
  }

  private void readFrom(long offset, Consumer<WholeLog> onDone) {
    if (!counts.getAsBoolean()) {
      return;
    }
    long endOffset = log.writtenOffset();
    if (offset >= endOffset) {
      onDone.accept(
          new WholeLog(startOffset, entries, endOffset, log.cleanedOffset(), session.nowMs()));
      return;
    }
    session.await(
        log.readBytes(offset, MAX_BYTES, endOffset, true),
        bytes -> readFrom(note(bytes), onDone),
        _ -> session.later(RETRY_MS, () -> readFrom(offset, onDone)));
  }

  private long note(ByteBuffer bytes) {
    if (!bytes.hasRemaining()) {
      throw new Violation("A read of at least one batch gave none");
    }
    long next = 0;
    for (RecordBatch batch : RecordBatches.withPartialTail(bytes)) {
      for (Record record : batch.records(MAX_EXPANDED_BYTES)) {
        if (record.offset() >= startOffset) { // as a consumer leaves out what it did not ask for
          entries.add(entry(record));
        }
      }
      next = batch.nextOffset();
    }
    return next;
  }

  private static Entry entry(Record record) {
    String key = text(record.key());
    return new Entry(
        record.offset(), key == null ? "" : key, text(record.value()), record.timestampMs());
  }

  private static @Nullable String text(@Nullable ByteBuffer bytes) {
    return bytes == null ? null : UTF_8.decode(bytes).toString();
  }
}
