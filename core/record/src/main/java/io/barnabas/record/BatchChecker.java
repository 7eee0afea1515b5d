package io.barnabas.record;

import static io.barnabas.record.InvalidBatchException.require;

import io.barnabas.record.InvalidBatchException.Reason;
import java.nio.ByteBuffer;

/**
 * Whether a log may take what somebody sent. Each check passes silently or throws {@link
 * InvalidBatchException}; the refusals are those of Kafka's {@code ProduceRequest} and {@code
 * LogValidator}. All but {@link #deep} look at the header and the checksum only.
 */
public final class BatchChecker {
  private BatchChecker() {}

  /**
   * Checks what a producer sent for one partition: one v2 batch, from the buffer's position to its
   * limit.
   *
   * @param maxBatchBytes the topic's {@code max.message.bytes}
   * @return the batch
   */
  public static RecordBatch checkProduced(ByteBuffer sent, int maxBatchBytes) {
    RecordBatch batch = onlyBatch(sent);
    if (batch.sizeBytes() > maxBatchBytes) {
      throw new InvalidBatchException(
          Reason.MESSAGE_TOO_LARGE,
          "a batch of %d bytes, the limit is %d".formatted(batch.sizeBytes(), maxBatchBytes));
    }
    checkCrc(batch);
    checkOffsets(batch);
    checkAttributes(batch);
    checkProducer(batch);
    return batch;
  }

  /** Checks a batch of any format that came from another log, or back from the disk. */
  public static void checkCrc(RecordBatch batch) {
    if (!batch.isCrcValid()) {
      throw new InvalidBatchException(
          Reason.CORRUPT_MESSAGE, "the checksum of " + batch + " does not match");
    }
  }

  /**
   * Decodes every record of a v2 batch whose header is checked already, and checks it too.
   *
   * @throws InvalidBatchException also if the records come to more bytes than the limits allow
   */
  public static void deep(RecordBatch batch, RecordLimits limits) {
    boolean producerSetTimestamps = batch.timestampType() == TimestampType.CREATE_TIME;
    long expectedOffset = batch.baseOffset();
    for (Record record : batch.records(limits.maxExpandedBytes())) {
      require(record.offset() == expectedOffset, "the offsets of the records are not consecutive");
      require(!limits.keyRequired() || record.key() != null, "a compacted topic takes no null key");
      if (producerSetTimestamps && !limits.allowsTimestamp(record.timestampMs())) {
        throw new InvalidBatchException(
            Reason.INVALID_TIMESTAMP,
            "the timestamp %d is out of bounds".formatted(record.timestampMs()));
      }
      expectedOffset++;
    }
  }

  private static RecordBatch onlyBatch(ByteBuffer sent) {
    RecordBatches.Cursor cursor = RecordBatches.whole(sent).iterator();
    require(cursor.hasNext(), "no batch where there must be one");
    RecordBatch batch = cursor.next();
    require(cursor.position() == sent.limit(), "more bytes than one batch");
    require(
        batch.magic() == RecordBatch.MAGIC_V2, "only batches of message format v2 are taken here");
    return batch;
  }

  private static void checkOffsets(RecordBatch batch) {
    require(batch.baseOffset() == 0, "the base offset of a produced batch is not 0");
    require(batch.recordCount() > 0, "a batch without records");
    require(
        batch.recordCount() - 1 == batch.lastOffsetDelta(),
        "the record count disagrees with the last offset");
  }

  private static void checkAttributes(RecordBatch batch) {
    batch.compression();
    require(!batch.isControl(), "producers may not write control records");
    if (batch.timestampType() == TimestampType.LOG_APPEND_TIME) {
      throw new InvalidBatchException(
          Reason.INVALID_TIMESTAMP, "producers may not set the log append time");
    }
  }

  private static void checkProducer(RecordBatch batch) {
    if (batch.hasProducerId()) {
      require(batch.producerEpoch() >= 0, "a producer id without a producer epoch");
      require(batch.baseSequence() >= 0, "a producer id without a sequence number");
    } else {
      require(!batch.isTransactional(), "a transactional batch without a producer id");
    }
  }
}
