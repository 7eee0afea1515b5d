package io.barnabas.record.legacy;

import io.barnabas.record.CompressionType;
import io.barnabas.record.GrowingBuffer;
import io.barnabas.record.Record;
import io.barnabas.record.RecordBatch;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Writes records as messages of one of the old formats; headers are dropped. */
final class LegacyMessageWriter {
  private final byte magic;
  private final GrowingBuffer out;

  LegacyMessageWriter(byte magic, GrowingBuffer out) {
    this.magic = magic;
    this.out = out;
  }

  /**
   * Writes each record as a message of its own.
   *
   * @param appendTime whether the leader set the timestamps; only v1 can say so
   */
  void writePlain(List<Record> records, boolean appendTime) {
    for (Record r : records) {
      write(timestampFlag(appendTime), r.offset(), r.timestampMs(), r.key(), r.value());
    }
  }

  /** Writes the records, of which there must be one, into one compressed wrapper. */
  void writeCompressed(List<Record> records, boolean appendTime, CompressionType compression) {
    long base = magic == LegacyLayout.MAGIC_V0 ? 0 : records.getFirst().offset();
    GrowingBuffer inner = new GrowingBuffer(0, GrowingBuffer.UNBOUNDED);
    LegacyMessageWriter innerWriter = new LegacyMessageWriter(magic, inner);
    long maxTimestampMs = RecordBatch.NO_TIMESTAMP;
    for (Record r : records) {
      innerWriter.write(
          timestampFlag(appendTime), r.offset() - base, r.timestampMs(), r.key(), r.value());
      maxTimestampMs = Math.max(maxTimestampMs, r.timestampMs());
    }
    int attributes = compression.id() | timestampFlag(appendTime);
    ByteBuffer packed = compress(inner.written(), compression);
    write(attributes, records.getLast().offset(), maxTimestampMs, null, packed);
  }

  private ByteBuffer compress(ByteBuffer messages, CompressionType compression) {
    GrowingBuffer packed = new GrowingBuffer(0, GrowingBuffer.UNBOUNDED);
    compression.compress(messages, compression.defaultLevel(), packed);
    ByteBuffer frame = packed.written();
    if (compression == CompressionType.LZ4 && magic == LegacyLayout.MAGIC_V0) {
      Lz4V0Frame.breakChecksum(frame);
    }
    return frame;
  }

  private int timestampFlag(boolean appendTime) {
    return appendTime && magic == LegacyLayout.MAGIC_V1 ? LegacyLayout.LOG_APPEND_TIME_FLAG : 0;
  }

  private void write(
      int attributes,
      long offset,
      long timestampMs,
      @Nullable ByteBuffer key,
      @Nullable ByteBuffer value) {
    int sizeBytes = LegacyLayout.keyOffset(magic) + 2 * Integer.BYTES + sizeOf(key) + sizeOf(value);
    ByteBuffer to = out.room(sizeBytes);
    final int start = to.position();
    to.putLong(offset).putInt(sizeBytes - RecordBatch.LOG_OVERHEAD_BYTES).putInt(0);
    to.put(magic).put((byte) attributes);
    if (magic == LegacyLayout.MAGIC_V1) {
      to.putLong(timestampMs);
    }
    putNullable(to, key);
    putNullable(to, value);
    CRC32 crc = new CRC32();
    crc.update(to.slice(start + LegacyLayout.MAGIC_OFFSET, sizeBytes - LegacyLayout.MAGIC_OFFSET));
    to.putInt(start + LegacyLayout.CRC_OFFSET, (int) crc.getValue());
  }

  private static int sizeOf(@Nullable ByteBuffer bytes) {
    return bytes == null ? 0 : bytes.remaining();
  }

  private static void putNullable(ByteBuffer to, @Nullable ByteBuffer bytes) {
    if (bytes == null) {
      to.putInt(-1);
    } else {
      to.putInt(bytes.remaining()).put(bytes.duplicate());
    }
  }
}
