package io.barnabas.log;

import io.barnabas.record.BatchChecker;
import io.barnabas.record.CompressionType;
import io.barnabas.record.InvalidBatchException;
import io.barnabas.record.InvalidBatchException.Reason;
import io.barnabas.record.Recompression;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.RecordBatches;
import io.barnabas.record.RecordLimits;
import io.barnabas.record.TimestampType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a topic takes what a client sends, by header and checksum. Records are decoded only where
 * the topic asks for it: compacted topics, and those that have a codec of their own.
 */
final class AppendCheck {
  /** Records may come to this many times the largest batch when they are decompressed. */
  private static final int MAX_EXPANSION = 64;

  private final LogConfig config;
  private final RecordLimits limits;

  /** Checks made at a moment of wall-clock time. */
  AppendCheck(LogConfig config, long nowMs) {
    this.config = config;
    LogConfig.Messages messages = config.messages();
    limits =
        new RecordLimits(
            config.retention().compact(),
            saturatedSubtract(nowMs, messages.timestampBeforeMaxMs()),
            saturatedAdd(nowMs, messages.timestampAfterMaxMs()),
            (int) Math.min(Integer.MAX_VALUE, (long) messages.maxBytes() * MAX_EXPANSION));
  }

  /**
   * Checks batches that lie end to end. There is more than one only where older message formats
   * were converted; those have no producer id.
   *
   * @return the batches as they are to be appended
   * @throws InvalidBatchException if they are not to be appended
   */
  ByteBuffer check(ByteBuffer batches) {
    List<ByteBuffer> checked = new ArrayList<>(1);
    for (RecordBatch batch : RecordBatches.whole(batches)) {
      boolean isOnly = batch.sizeBytes() == batches.remaining();
      require(isOnly || !batch.hasProducerId(), "more than one batch of an idempotent producer");
      checked.add(checkOne(isOnly ? batches : batch.bytes()));
    }
    require(!checked.isEmpty(), "no batch where there must be one");
    return checked.size() == 1 ? checked.getFirst() : join(checked);
  }

  private ByteBuffer checkOne(ByteBuffer bytes) {
    RecordBatch batch = BatchChecker.checkProduced(bytes, config.messages().maxBytes());
    require(!batch.isTransactional(), "transactions are not served");
    boolean keepsTime = config.messages().timestampType() == TimestampType.CREATE_TIME;
    if (keepsTime && !allowsTimestamps(batch)) {
      throw new InvalidBatchException(Reason.INVALID_TIMESTAMP, "timestamps are out of bounds");
    }
    CompressionType codec = config.messages().compressionType();
    boolean keepsCodec = codec == null || codec == batch.compression();
    if (limits.keyRequired() || !keepsCodec) {
      BatchChecker.deep(batch, keepsTime ? limits : limitsOfKeysOnly());
    }
    return codec == null || keepsCodec
        ? bytes
        : Recompression.recompress(batch, codec, codec.defaultLevel(), limits.maxExpandedBytes());
  }

  private boolean allowsTimestamps(RecordBatch batch) {
    return limits.allowsTimestamp(batch.baseTimestamp())
        && limits.allowsTimestamp(batch.maxTimestamp());
  }

  private RecordLimits limitsOfKeysOnly() {
    return new RecordLimits(
        limits.keyRequired(), Long.MIN_VALUE, Long.MAX_VALUE, limits.maxExpandedBytes());
  }

  private static ByteBuffer join(List<ByteBuffer> parts) {
    ByteBuffer joined = ByteBuffer.allocate(parts.stream().mapToInt(ByteBuffer::remaining).sum());
    parts.forEach(part -> joined.put(part.duplicate()));
    return joined.flip();
  }

  private static void require(boolean condition, String complaint) {
    if (!condition) {
      throw new InvalidBatchException(Reason.INVALID_RECORD, complaint);
    }
  }

  private static long saturatedAdd(long nowMs, long ms) {
    return ms > Long.MAX_VALUE - nowMs ? Long.MAX_VALUE : nowMs + ms;
  }

  /** The times before 1970 are all the same here. */
  private static long saturatedSubtract(long nowMs, long ms) {
    return ms >= nowMs ? 0 : nowMs - ms;
  }
}
