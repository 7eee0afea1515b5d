package io.barnabas.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.barnabas.protocol.primitive.Varint;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds one v2 batch. Records get consecutive offsets from the base offset on. What is not set is
 * absent: no producer, create time, base offset 0, leader epoch unknown. Use it once.
 */
public final class RecordBatchBuilder {
  private static final int INITIAL_BYTES = 512;

  /** The size field, the attributes, and the two deltas at their widest. */
  private static final int MAX_RECORD_PREFIX_BYTES = 5 + 1 + 10 + 5;

  private final CompressionType compression;
  private final int level;
  private final GrowingBuffer records;
  private int flags;
  private long baseOffset;
  private int partitionLeaderEpoch = RecordBatch.NO_PARTITION_LEADER_EPOCH;
  private long producerId = RecordBatch.NO_PRODUCER_ID;
  private short producerEpoch = RecordBatch.NO_PRODUCER_EPOCH;
  private int baseSequence = RecordBatch.NO_SEQUENCE;
  private long appendTimeMs;
  private long baseTimestampMs = RecordBatch.NO_TIMESTAMP;
  private long maxTimestampMs = RecordBatch.NO_TIMESTAMP;
  private int count;
  private int lastOffsetDelta = -1;
  private boolean mayBeEmpty;

  /** A builder of uncompressed batches. */
  public RecordBatchBuilder() {
    this(CompressionType.NONE, CompressionType.NONE.defaultLevel());
  }

  public RecordBatchBuilder(CompressionType compression, int level) {
    this(compression, level, GrowingBuffer.UNBOUNDED);
  }

  /**
   * @param maxBytes what the batch may come to uncompressed; adding more throws {@link
   *     InvalidBatchException}
   */
  public RecordBatchBuilder(CompressionType compression, int level, int maxBytes) {
    this.compression = compression;
    this.level = level;
    this.flags = compression.id();
    this.records = new GrowingBuffer(INITIAL_BYTES, maxBytes);
    reserveHeader(records);
  }

  public RecordBatchBuilder baseOffset(long offset) {
    this.baseOffset = offset;
    return this;
  }

  public RecordBatchBuilder partitionLeaderEpoch(int epoch) {
    this.partitionLeaderEpoch = epoch;
    return this;
  }

  /** Makes the batch an idempotent producer's. */
  public RecordBatchBuilder producer(long id, short epoch, int firstSequence) {
    this.producerId = id;
    this.producerEpoch = epoch;
    this.baseSequence = firstSequence;
    return this;
  }

  public RecordBatchBuilder transactional() {
    flags |= RecordBatch.TRANSACTIONAL_FLAG;
    return this;
  }

  /** Marks the records as a coordinator's markers, see {@link EndTransactionMarker}. */
  public RecordBatchBuilder control() {
    flags |= RecordBatch.CONTROL_FLAG;
    return this;
  }

  /** Gives every record the time of the append, in milliseconds since the epoch. */
  public RecordBatchBuilder logAppendTime(long timeMs) {
    flags |= RecordBatch.LOG_APPEND_TIME_FLAG;
    this.appendTimeMs = timeMs;
    return this;
  }

  /**
   * Makes the base timestamp the time from which compaction may drop the batch's tombstones, in
   * milliseconds since the epoch (KIP-534). To be called before a record is added.
   */
  public RecordBatchBuilder deleteHorizon(long timeMs) {
    flags |= RecordBatch.DELETE_HORIZON_FLAG;
    this.baseTimestampMs = timeMs;
    return this;
  }

  /**
   * Lets the batch end at an offset that its last record may not reach, and be without records, as
   * compaction leaves batches. The largest timestamp is that given if no record has a larger one.
   */
  public RecordBatchBuilder endingAt(long lastOffset, long maxTimestampMs) {
    this.lastOffsetDelta = Math.toIntExact(lastOffset - baseOffset);
    this.maxTimestampMs = maxTimestampMs;
    this.mayBeEmpty = true;
    return this;
  }

  /** Adds a record with an offset of its own, above those before. */
  public RecordBatchBuilder add(Record record) {
    return add(
        Math.toIntExact(record.offset() - baseOffset),
        record.timestampMs(),
        record.key(),
        record.value(),
        record.headers());
  }

  /** Adds a record without headers. */
  public RecordBatchBuilder add(
      long timestampMs, @Nullable ByteBuffer key, @Nullable ByteBuffer value) {
    return add(timestampMs, key, value, List.of());
  }

  /** Adds a record. The buffers are copied from position to limit and left as they are. */
  public RecordBatchBuilder add(
      long timestampMs,
      @Nullable ByteBuffer key,
      @Nullable ByteBuffer value,
      List<RecordHeader> headers) {
    return add(count, timestampMs, key, value, headers);
  }

  private RecordBatchBuilder add(
      int offsetDelta,
      long timestampMs,
      @Nullable ByteBuffer key,
      @Nullable ByteBuffer value,
      List<RecordHeader> headers) {
    if (count == 0 && (flags & RecordBatch.DELETE_HORIZON_FLAG) == 0) {
      baseTimestampMs = timestampMs;
    }
    maxTimestampMs = Math.max(maxTimestampMs, timestampMs);
    lastOffsetDelta = Math.max(lastOffsetDelta, offsetDelta);
    writeRecordPrefix(offsetDelta, timestampMs - baseTimestampMs, bodyBytes(key, value, headers));
    writeNullable(key);
    writeNullable(value);
    writeVarint(headers.size());
    for (RecordHeader header : headers) {
      writeNullable(UTF_8.encode(header.key()));
      writeNullable(header.value());
    }
    count++;
    return this;
  }

  public int recordCount() {
    return count;
  }

  /** What the batch would come to if built now and not compressed. */
  public int uncompressedBytes() {
    return records.sizeBytes();
  }

  /**
   * The finished batch, from position 0 to the limit.
   *
   * @throws IllegalStateException if there is no record, and {@link #endingAt} did not allow that
   */
  public ByteBuffer build() {
    if (count == 0 && !mayBeEmpty) {
      throw new IllegalStateException("a batch without records");
    }
    ByteBuffer batch = compressed();
    writeHeader(batch);
    RecordBatch.at(batch, 0).renewCrc();
    return batch;
  }

  private ByteBuffer compressed() {
    if (compression == CompressionType.NONE) {
      return records.written();
    }
    GrowingBuffer packed = new GrowingBuffer(INITIAL_BYTES, GrowingBuffer.UNBOUNDED);
    reserveHeader(packed);
    compression.compress(records.written().position(RecordBatch.HEADER_BYTES), level, packed);
    return packed.written();
  }

  private void writeHeader(ByteBuffer batch) {
    boolean appendTime = (flags & RecordBatch.LOG_APPEND_TIME_FLAG) != 0;
    batch
        .putLong(baseOffset)
        .putInt(batch.limit() - RecordBatch.LOG_OVERHEAD_BYTES)
        .putInt(partitionLeaderEpoch)
        .put(RecordBatch.MAGIC_V2)
        .putInt(0) // the checksum, when the rest is there
        .putShort((short) flags)
        .putInt(lastOffsetDelta)
        .putLong(baseTimestampMs)
        .putLong(appendTime ? appendTimeMs : maxTimestampMs)
        .putLong(producerId)
        .putShort(producerEpoch)
        .putInt(baseSequence)
        .putInt(count)
        .rewind();
  }

  private void writeRecordPrefix(int offsetDelta, long timestampDelta, int bodyBytes) {
    ByteBuffer out = records.room(MAX_RECORD_PREFIX_BYTES);
    int deltaBytes = Varint.sizeOfSignedLong(timestampDelta) + Varint.sizeOfSigned(offsetDelta);
    Varint.writeSigned(out, 1 + deltaBytes + bodyBytes);
    out.put((byte) 0);
    Varint.writeSignedLong(out, timestampDelta);
    Varint.writeSigned(out, offsetDelta);
  }

  private void writeNullable(@Nullable ByteBuffer bytes) {
    writeVarint(bytes == null ? -1 : bytes.remaining());
    if (bytes != null) {
      records.write(bytes);
    }
  }

  private void writeVarint(int value) {
    Varint.writeSigned(records.room(Varint.sizeOfSigned(value)), value);
  }

  private static int bodyBytes(
      @Nullable ByteBuffer key, @Nullable ByteBuffer value, List<RecordHeader> headers) {
    int bytes = sizeOfNullable(key) + sizeOfNullable(value) + Varint.sizeOfSigned(headers.size());
    for (RecordHeader header : headers) {
      bytes += sizeOfNullable(UTF_8.encode(header.key())) + sizeOfNullable(header.value());
    }
    return bytes;
  }

  private static int sizeOfNullable(@Nullable ByteBuffer bytes) {
    return bytes == null
        ? Varint.sizeOfSigned(-1)
        : Varint.sizeOfSigned(bytes.remaining()) + bytes.remaining();
  }

  private static void reserveHeader(GrowingBuffer buffer) {
    ByteBuffer room = buffer.room(RecordBatch.HEADER_BYTES);
    room.position(room.position() + RecordBatch.HEADER_BYTES);
  }
}
