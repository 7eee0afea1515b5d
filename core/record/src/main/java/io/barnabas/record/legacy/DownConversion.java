package io.barnabas.record.legacy;

import io.barnabas.record.CompressionType;
import io.barnabas.record.GrowingBuffer;
import io.barnabas.record.InvalidBatchException;
import io.barnabas.record.InvalidBatchException.Reason;
import io.barnabas.record.Record;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.RecordBatches;
import io.barnabas.record.TimestampType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns what the log holds into what a consumer of an old format understands. Offsets stay as they
 * are, so there may be gaps; headers, producers and control batches are dropped.
 */
public final class DownConversion {
  private final byte magic;
  private final int maxBytes;
  private final int maxExpandedBytes;

  /**
   * What became of the batches.
   *
   * @param messages in the old format, from position 0 to the limit; may be empty
   * @param isEmpty true if none of the batches had anything for the consumer, who is stuck unless
   *     the read goes on at {@code nextOffset}
   * @param nextOffset the offset after the last batch that was looked at
   */
  public record Converted(ByteBuffer messages, boolean isEmpty, long nextOffset) {}

  /**
   * Converts to one format, within bounds.
   *
   * @param magic of the messages wanted, 0 or 1
   * @param maxBytes after which no further batch is converted; the first that has something for the
   *     consumer always is, whatever its size
   * @param maxExpandedBytes what the records of a batch may come to when decompressed
   */
  public DownConversion(byte magic, int maxBytes, int maxExpandedBytes) {
    if (magic != LegacyLayout.MAGIC_V0 && magic != LegacyLayout.MAGIC_V1) {
      throw new IllegalArgumentException("not an old message format: " + magic);
    }
    this.magic = magic;
    this.maxBytes = maxBytes;
    this.maxExpandedBytes = maxExpandedBytes;
  }

  /**
   * Converts the batches between the buffer's position and its limit, the last of which may be cut
   * off. Records before the given offset are left out.
   *
   * @throws InvalidBatchException if a batch is malformed; with the reason {@link
   *     Reason#UNSUPPORTED_COMPRESSION_TYPE} if the first one for the consumer is compressed with
   *     zstd, which no old format has
   */
  public Converted convert(ByteBuffer batches, long fromOffset) {
    GrowingBuffer out = new GrowingBuffer(batches.remaining(), GrowingBuffer.UNBOUNDED);
    long nextOffset = fromOffset;
    for (RecordBatch batch : RecordBatches.withPartialTail(batches)) {
      boolean hasMessages = out.sizeBytes() > 0;
      if (hasMessages && (out.sizeBytes() >= maxBytes || isZstd(batch))) {
        break;
      }
      convert(batch, fromOffset, out);
      nextOffset = Math.max(nextOffset, batch.nextOffset());
    }
    return new Converted(out.written(), out.sizeBytes() == 0, nextOffset);
  }

  private void convert(RecordBatch batch, long fromOffset, GrowingBuffer out) {
    if (batch.isControl() || batch.lastOffset() < fromOffset) {
      return;
    }
    if (batch.magic() <= magic) {
      out.write(batch.bytes());
      return;
    }
    List<Record> records = recordsFrom(batch, fromOffset);
    if (records.isEmpty()) {
      return;
    }
    LegacyMessageWriter writer = new LegacyMessageWriter(magic, out);
    boolean appendTime = batch.timestampType() == TimestampType.LOG_APPEND_TIME;
    if (batch.isCompressed()) {
      writer.writeCompressed(records, appendTime, batch.compression());
    } else {
      writer.writePlain(records, appendTime);
    }
  }

  private List<Record> recordsFrom(RecordBatch batch, long fromOffset) {
    if (isZstd(batch)) {
      throw new InvalidBatchException(
          Reason.UNSUPPORTED_COMPRESSION_TYPE, "the old message formats have no zstd");
    }
    Iterable<Record> all =
        batch.magic() == RecordBatch.MAGIC_V2
            ? batch.records(maxExpandedBytes)
            : LegacyMessages.read(batch, maxExpandedBytes);
    List<Record> records = new ArrayList<>();
    for (Record record : all) {
      if (record.offset() >= fromOffset) {
        records.add(record);
      }
    }
    return records;
  }

  private static boolean isZstd(RecordBatch batch) {
    return batch.compression() == CompressionType.ZSTD;
  }
}
