package io.barnabas.record;

import io.barnabas.record.InvalidBatchException.Reason;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * A batch seen in place: a view over a buffer that the caller owns, heap or direct, big endian.
 * Nothing is copied and the buffer's position and limit are never moved; the getters read the
 * header's bytes each time. The batch must lie within the buffer's limit, which {@link
 * RecordBatches} checks.
 *
 * <p>Message formats v0 and v1 are recognised too. There a "batch" is one message or one compressed
 * wrapper; its offset field is that of its last record, and what the format does not have reads as
 * absent (-1, false).
 *
 * <p>Layout: Kafka documentation, "Message Format"; offsets below are from the start of the batch.
 */
public final class RecordBatch {
  /** Base offset and length come before what the length counts. */
  public static final int LOG_OVERHEAD_BYTES = 12;

  /** Bytes before the first record of a v2 batch. */
  public static final int HEADER_BYTES = 61;

  /** Bytes up to and with the magic: what it takes to know a batch's size and format. */
  public static final int MIN_HEADER_BYTES = 17;

  /** The message format of this package. */
  public static final byte MAGIC_V2 = 2;

  public static final long NO_TIMESTAMP = -1;
  public static final long NO_PRODUCER_ID = -1;
  public static final short NO_PRODUCER_EPOCH = -1;
  public static final int NO_SEQUENCE = -1;
  public static final int NO_PARTITION_LEADER_EPOCH = -1;

  static final int LENGTH_OFFSET = 8;
  static final int LEADER_EPOCH_OFFSET = 12;
  static final int MAGIC_OFFSET = 16;
  static final int CRC_OFFSET = 17;
  static final int ATTRIBUTES_OFFSET = 21;
  static final int LAST_OFFSET_DELTA_OFFSET = 23;
  static final int BASE_TIMESTAMP_OFFSET = 27;
  static final int MAX_TIMESTAMP_OFFSET = 35;
  static final int PRODUCER_ID_OFFSET = 43;
  static final int PRODUCER_EPOCH_OFFSET = 51;
  static final int BASE_SEQUENCE_OFFSET = 53;
  static final int RECORD_COUNT_OFFSET = 57;

  static final int COMPRESSION_MASK = 0x07;
  static final int LOG_APPEND_TIME_FLAG = 0x08;
  static final int TRANSACTIONAL_FLAG = 0x10;
  static final int CONTROL_FLAG = 0x20;
  static final int DELETE_HORIZON_FLAG = 0x40;

  private static final int LEGACY_CRC_OFFSET = 12;
  private static final int LEGACY_ATTRIBUTES_OFFSET = 17;
  private static final int V1_TIMESTAMP_OFFSET = 18;
  private static final int V0_MIN_BYTES = 26;
  private static final int V1_MIN_BYTES = 34;

  private final ByteBuffer buffer;
  private final int position;

  private RecordBatch(ByteBuffer buffer, int position) {
    this.buffer = buffer;
    this.position = position;
  }

  /** The batch whose first byte is at the absolute index {@code position} of the buffer. */
  public static RecordBatch at(ByteBuffer buffer, int position) {
    return new RecordBatch(buffer, position);
  }

  /**
   * The least size of a batch of the given message format.
   *
   * @throws InvalidBatchException if there is no such format
   */
  public static int minSizeBytes(byte magic) {
    return switch (magic) {
      case 0 -> V0_MIN_BYTES;
      case 1 -> V1_MIN_BYTES;
      case MAGIC_V2 -> HEADER_BYTES;
      default ->
          throw new InvalidBatchException(
              Reason.CORRUPT_MESSAGE, "there is no message format " + magic);
    };
  }

  /** The buffer this is a view of. */
  public ByteBuffer buffer() {
    return buffer;
  }

  /** Absolute index of the batch's first byte in {@link #buffer()}. */
  public int position() {
    return position;
  }

  /** Offset of the first record; in v0 and v1 the offset field, which is that of the last. */
  public long baseOffset() {
    return buffer.getLong(position);
  }

  /** The whole batch, with the base offset and the length field. */
  public int sizeBytes() {
    return LOG_OVERHEAD_BYTES + buffer.getInt(position + LENGTH_OFFSET);
  }

  /** Epoch of the leader that appended the batch, -1 if unknown. */
  public int partitionLeaderEpoch() {
    return isLegacy() ? NO_PARTITION_LEADER_EPOCH : buffer.getInt(position + LEADER_EPOCH_OFFSET);
  }

  /** The message format: 0, 1 or 2. */
  public byte magic() {
    return buffer.get(position + MAGIC_OFFSET);
  }

  /** The checksum as stored: CRC-32C in v2, CRC-32 before. */
  public int crc() {
    return buffer.getInt(position + (isLegacy() ? LEGACY_CRC_OFFSET : CRC_OFFSET));
  }

  /** The attribute bits as stored. */
  public short attributes() {
    return isLegacy()
        ? buffer.get(position + LEGACY_ATTRIBUTES_OFFSET)
        : buffer.getShort(position + ATTRIBUTES_OFFSET);
  }

  /**
   * How the records are compressed.
   *
   * @throws InvalidBatchException if the attributes name a codec that does not exist
   */
  public CompressionType compression() {
    return CompressionType.ofId(attributes() & COMPRESSION_MASK);
  }

  public boolean isCompressed() {
    return (attributes() & COMPRESSION_MASK) != 0;
  }

  public TimestampType timestampType() {
    if (magic() == 0) {
      return TimestampType.NONE;
    }
    return (attributes() & LOG_APPEND_TIME_FLAG) == 0
        ? TimestampType.CREATE_TIME
        : TimestampType.LOG_APPEND_TIME;
  }

  public boolean isTransactional() {
    return hasV2Flag(TRANSACTIONAL_FLAG);
  }

  /** True if the records are markers written by a coordinator and not for consumers. */
  public boolean isControl() {
    return hasV2Flag(CONTROL_FLAG);
  }

  /** True if the base timestamp is the time from which compaction may drop tombstones (KIP-534). */
  public boolean hasDeleteHorizon() {
    return hasV2Flag(DELETE_HORIZON_FLAG);
  }

  public int lastOffsetDelta() {
    return isLegacy() ? 0 : buffer.getInt(position + LAST_OFFSET_DELTA_OFFSET);
  }

  public long lastOffset() {
    return baseOffset() + lastOffsetDelta();
  }

  /** The offset that follows the batch. */
  public long nextOffset() {
    return lastOffset() + 1;
  }

  /** Milliseconds since the epoch that the records' timestamps are relative to, -1 if none. */
  public long baseTimestamp() {
    return isLegacy() ? legacyTimestamp() : buffer.getLong(position + BASE_TIMESTAMP_OFFSET);
  }

  /** The largest timestamp of a record as the header says, or the log append time; -1 if none. */
  public long maxTimestamp() {
    return isLegacy() ? legacyTimestamp() : buffer.getLong(position + MAX_TIMESTAMP_OFFSET);
  }

  /** Id of the idempotent producer, -1 if none. */
  public long producerId() {
    return isLegacy() ? NO_PRODUCER_ID : buffer.getLong(position + PRODUCER_ID_OFFSET);
  }

  public boolean hasProducerId() {
    return producerId() > NO_PRODUCER_ID;
  }

  public short producerEpoch() {
    return isLegacy() ? NO_PRODUCER_EPOCH : buffer.getShort(position + PRODUCER_EPOCH_OFFSET);
  }

  /** Sequence number of the first record, -1 if none. */
  public int baseSequence() {
    return isLegacy() ? NO_SEQUENCE : buffer.getInt(position + BASE_SEQUENCE_OFFSET);
  }

  /** Sequence number of the last record, -1 if none; sequences go on with 0 after 2^31 - 1. */
  public int lastSequence() {
    int baseSequence = baseSequence();
    return baseSequence == NO_SEQUENCE
        ? NO_SEQUENCE
        : (baseSequence + lastOffsetDelta()) & Integer.MAX_VALUE;
  }

  /** Records in the batch as the header says; -1 for a v0 or v1 wrapper, which does not say. */
  public int recordCount() {
    if (isLegacy()) {
      return isCompressed() ? -1 : 1;
    }
    return buffer.getInt(position + RECORD_COUNT_OFFSET);
  }

  /** True if format and size are possible and the bytes after the checksum agree with it. */
  public boolean isCrcValid() {
    byte magic = magic();
    if (magic < 0 || magic > MAGIC_V2) {
      return false;
    }
    int sizeBytes = sizeBytes();
    boolean sizePossible =
        sizeBytes >= minSizeBytes(magic) && sizeBytes <= buffer.limit() - position;
    return sizePossible && computeCrc() == crc();
  }

  /** Moves the batch to another place in the log; the checksum does not cover the offset. */
  public void assignOffset(long baseOffset) {
    buffer.putLong(position, baseOffset);
  }

  /** Stamps a v2 batch with the leader's epoch; the checksum does not cover it. */
  public void assignPartitionLeaderEpoch(int partitionLeaderEpoch) {
    buffer.putInt(position + LEADER_EPOCH_OFFSET, partitionLeaderEpoch);
  }

  /**
   * Gives every record of a v2 batch the time of the append and renews the checksum.
   *
   * @param appendTimeMs milliseconds since the epoch
   */
  public void assignAppendTime(long appendTimeMs) {
    buffer.putShort(position + ATTRIBUTES_OFFSET, (short) (attributes() | LOG_APPEND_TIME_FLAG));
    buffer.putLong(position + MAX_TIMESTAMP_OFFSET, appendTimeMs);
    renewCrc();
  }

  /**
   * The records, decoded as they are iterated over. Each iteration decompresses anew.
   *
   * @param maxExpandedBytes what the records may come to when decompressed
   * @throws InvalidBatchException also thrown by the iterator, if the records are malformed or come
   *     to more bytes; and for the formats v0 and v1, see {@code io.barnabas.record.legacy}
   */
  public Iterable<Record> records(int maxExpandedBytes) {
    requireV2();
    return () -> new RecordIterator(cursor(maxExpandedBytes));
  }

  /**
   * The same records, for who looks at each once.
   *
   * @throws InvalidBatchException as {@link #records} does
   */
  public RecordCursor cursor(int maxExpandedBytes) {
    requireV2();
    return new RecordCursor(this, compression().decompress(packedRecords(), maxExpandedBytes));
  }

  private void requireV2() {
    if (isLegacy()) {
      throw new InvalidBatchException(
          Reason.UNSUPPORTED_FOR_MESSAGE_FORMAT, "only the records of v2 batches are read here");
    }
  }

  /** The records of a v2 batch as they are, compressed or not, sharing the buffer's memory. */
  ByteBuffer packedRecords() {
    return buffer.slice(position + HEADER_BYTES, sizeBytes() - HEADER_BYTES);
  }

  /** Makes the checksum of a v2 batch agree with its bytes. */
  void renewCrc() {
    buffer.putInt(position + CRC_OFFSET, computeCrc());
  }

  /** The batch's bytes, sharing the buffer's memory. */
  public ByteBuffer bytes() {
    return buffer.slice(position, sizeBytes());
  }

  @Override
  public String toString() {
    return "RecordBatch(magic=%d, baseOffset=%d, lastOffset=%d, sizeBytes=%d)"
        .formatted(magic(), baseOffset(), lastOffset(), sizeBytes());
  }

  /** Whether it is a message of the formats v0 or v1. */
  public boolean isLegacy() {
    return magic() < MAGIC_V2;
  }

  private boolean hasV2Flag(int flag) {
    return !isLegacy() && (attributes() & flag) != 0;
  }

  private long legacyTimestamp() {
    return magic() == 0 ? NO_TIMESTAMP : buffer.getLong(position + V1_TIMESTAMP_OFFSET);
  }

  private int computeCrc() {
    return isLegacy()
        ? checksum(new CRC32(), MAGIC_OFFSET)
        : checksum(new CRC32C(), ATTRIBUTES_OFFSET);
  }

  private int checksum(Checksum checksum, int fromOffset) {
    int start = position + fromOffset;
    int lengthBytes = sizeBytes() - fromOffset;
    if (buffer.hasArray()) {
      checksum.update(buffer.array(), buffer.arrayOffset() + start, lengthBytes);
    } else {
      checksum.update(buffer.slice(start, lengthBytes));
    }
    return (int) checksum.getValue();
  }
}
