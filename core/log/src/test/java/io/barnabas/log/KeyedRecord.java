package io.barnabas.log;

import io.barnabas.record.Record;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.RecordBatchBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of a compacted log as a person reads it.
 *
 * @param value null in a tombstone
 */
record KeyedRecord(long offset, String key, @Nullable String value, long timestampMs) {
  static List<KeyedRecord> of(RecordBatch batch) {
    List<KeyedRecord> records = new ArrayList<>();
    for (Record record : batch.records(1 << 20)) {
      ByteBuffer key = record.key();
      ByteBuffer value = record.value();
      records.add(
          new KeyedRecord(
              record.offset(),
              key == null ? "" : text(key),
              value == null ? null : text(value),
              record.timestampMs()));
    }
    return records;
  }

  private static String text(ByteBuffer bytes) {
    return StandardCharsets.UTF_8.decode(bytes).toString();
  }

  RecordBatchBuilder addTo(RecordBatchBuilder builder) {
    return builder.add(
        timestampMs,
        StandardCharsets.UTF_8.encode(key),
        value == null ? null : StandardCharsets.UTF_8.encode(value));
  }

  /** Everything in a log, read in pieces as a consumer does. */
  static List<KeyedRecord> all(LogFixture fixture, PartitionLog log) {
    List<KeyedRecord> records = new ArrayList<>();
    long offset = log.logStartOffset();
    while (offset < log.highWatermark()) {
      List<RecordBatch> batches = fixture.read(log, offset, 1000);
      if (batches.isEmpty()) {
        break; // compaction took the last records below the end
      }
      for (RecordBatch batch : batches) {
        records.addAll(of(batch));
        offset = batch.nextOffset();
      }
    }
    return records;
  }
}
