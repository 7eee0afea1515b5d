package io.barnabas.conformance.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;

/** Record sets of every message format, made and read by Kafka's own classes. */
public final class Batches {
  private static final int INITIAL_BYTES = 1024;

  /** One record, its time left out where the format has none. */
  public record Entry(long offset, String value, long timestampMs) {}

  private Batches() {}

  /** A set of records with values v0, v1... and times 1000, 1001... */
  public static ByteBuffer of(int magic, CompressionType codec, int count) {
    MemoryRecordsBuilder builder =
        MemoryRecords.builder(
            ByteBuffer.allocate(INITIAL_BYTES),
            (byte) magic,
            Compression.of(codec).build(),
            TimestampType.CREATE_TIME,
            0L);
    for (int i = 0; i < count; i++) {
      long timestampMs = magic == RecordBatch.MAGIC_VALUE_V0 ? -1 : 1000 + i;
      builder.append(timestampMs, ("k" + i).getBytes(UTF_8), ("v" + i).getBytes(UTF_8));
    }
    return builder.build().buffer();
  }

  /** A batch of the newest format, uncompressed. */
  public static ByteBuffer of(int count) {
    return of(RecordBatch.CURRENT_MAGIC_VALUE, CompressionType.NONE, count);
  }

  /** The records, after a check of every batch. */
  public static List<Entry> entries(ByteBuffer records) {
    List<Entry> entries = new ArrayList<>();
    for (RecordBatch batch : MemoryRecords.readableRecords(records).batches()) {
      batch.ensureValid();
      for (Record record : batch) {
        String value = UTF_8.decode(record.value()).toString();
        entries.add(new Entry(record.offset(), value, record.timestamp()));
      }
    }
    return entries;
  }

  /** The formats of the batches. */
  public static List<Integer> magics(ByteBuffer records) {
    List<Integer> magics = new ArrayList<>();
    for (RecordBatch batch : MemoryRecords.readableRecords(records).batches()) {
      magics.add((int) batch.magic());
    }
    return magics;
  }
}
