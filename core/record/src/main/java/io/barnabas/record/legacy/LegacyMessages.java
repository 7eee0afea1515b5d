package io.barnabas.record.legacy;

import static io.barnabas.record.InvalidBatchException.require;

import io.barnabas.record.BatchChecker;
import io.barnabas.record.CompressionType;
import io.barnabas.record.InvalidBatchException;
import io.barnabas.record.InvalidBatchException.Reason;
import io.barnabas.record.Record;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.RecordBatches;
import io.barnabas.record.TimestampType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads messages of the formats v0 and v1. */
public final class LegacyMessages {
  private LegacyMessages() {}

  /**
   * The records of a message: one, or those inside a compressed wrapper. Their offsets are
   * absolute; inside a v1 wrapper they are relative, and the wrapper has the offset of the last.
   *
   * @param maxExpandedBytes what the content of a wrapper may come to when decompressed
   * @throws InvalidBatchException if the message or one inside it is malformed, its checksum is
   *     wrong, or it expands to more bytes
   */
  public static List<Record> read(RecordBatch message, int maxExpandedBytes) {
    require(message.magic() < RecordBatch.MAGIC_V2, "not a message of format v0 or v1");
    BatchChecker.checkCrc(message);
    return message.isCompressed()
        ? absolute(message, readInner(message, maxExpandedBytes))
        : List.of(readOne(message));
  }

  private static List<Record> readInner(RecordBatch wrapper, int maxExpandedBytes) {
    ByteBuffer packed = readOne(wrapper).value();
    if (packed == null) {
      throw new InvalidBatchException(
          Reason.INVALID_RECORD, "a compressed message without a value");
    }
    List<Record> records = new ArrayList<>();
    for (RecordBatch inner : RecordBatches.whole(decompress(wrapper, packed, maxExpandedBytes))) {
      require(inner.magic() == wrapper.magic(), "a message in a wrapper of another format");
      require(!inner.isCompressed(), "a compressed message within a compressed message");
      BatchChecker.checkCrc(inner);
      records.add(readOne(inner));
    }
    require(!records.isEmpty(), "a compressed message with nothing in it");
    return records;
  }

  private static ByteBuffer decompress(RecordBatch wrapper, ByteBuffer packed, int maxBytes) {
    CompressionType compression = wrapper.compression();
    if (compression == CompressionType.ZSTD) {
      throw new InvalidBatchException(
          Reason.UNSUPPORTED_COMPRESSION_TYPE, "the old message formats have no zstd");
    }
    boolean brokenFrame =
        compression == CompressionType.LZ4 && wrapper.magic() == LegacyLayout.MAGIC_V0;
    return compression.decompress(brokenFrame ? Lz4V0Frame.mended(packed) : packed, maxBytes);
  }

  private static List<Record> absolute(RecordBatch wrapper, List<Record> inner) {
    if (wrapper.magic() == LegacyLayout.MAGIC_V0) {
      return inner;
    }
    boolean appendTime = wrapper.timestampType() == TimestampType.LOG_APPEND_TIME;
    long base = wrapper.lastOffset() - inner.getLast().offset();
    List<Record> records = new ArrayList<>(inner.size());
    for (Record r : inner) {
      long timestampMs = appendTime ? wrapper.maxTimestamp() : r.timestampMs();
      records.add(new Record(base + r.offset(), timestampMs, r.key(), r.value(), List.of()));
    }
    return records;
  }

  private static Record readOne(RecordBatch message) {
    ByteBuffer in = message.bytes();
    in.position(LegacyLayout.keyOffset(message.magic()));
    ByteBuffer key = readBytes(in);
    ByteBuffer value = readBytes(in);
    require(!in.hasRemaining(), "a message's size disagrees with its fields");
    return new Record(message.lastOffset(), message.maxTimestamp(), key, value, List.of());
  }

  private static @Nullable ByteBuffer readBytes(ByteBuffer in) {
    require(in.remaining() >= Integer.BYTES, "a message is shorter than its fields");
    int length = in.getInt();
    if (length < 0) {
      return null;
    }
    require(length <= in.remaining(), "a message is shorter than its fields");
    ByteBuffer bytes = in.slice(in.position(), length);
    in.position(in.position() + length);
    return bytes;
  }
}
