package io.barnabas.record;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.utils.Utils;

/** Between our records and those of the official classes. */
public final class Peer {
  private Peer() {}

  public static Compression compression(CompressionType type) {
    return Compression.of(type.configName()).build();
  }

  public static SimpleRecord[] toKafka(List<Record> records) {
    return records.stream().map(Peer::toKafka).toArray(SimpleRecord[]::new);
  }

  /** What the official classes read; they check sizes and checksums on the way. */
  public static List<Record> read(ByteBuffer batches) {
    MemoryRecords read = MemoryRecords.readableRecords(batches.duplicate());
    read.batches().forEach(batch -> batch.ensureValid());
    List<Record> records = new ArrayList<>();
    read.records().forEach(record -> records.add(toOurs(record)));
    return records;
  }

  private static SimpleRecord toKafka(Record record) {
    Header[] headers =
        record.headers().stream()
            .map(header -> new RecordHeader(header.key(), Utils.toNullableArray(header.value())))
            .toArray(Header[]::new);
    return new SimpleRecord(record.timestampMs(), record.key(), record.value(), headers);
  }

  private static Record toOurs(org.apache.kafka.common.record.internal.Record record) {
    List<io.barnabas.record.RecordHeader> headers =
        Arrays.stream(record.headers())
            .map(h -> new io.barnabas.record.RecordHeader(h.key(), wrap(h.value())))
            .toList();
    return new Record(record.offset(), record.timestamp(), record.key(), record.value(), headers);
  }

  private static ByteBuffer wrap(byte[] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }
}
