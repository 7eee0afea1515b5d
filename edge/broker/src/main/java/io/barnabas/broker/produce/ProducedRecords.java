package io.barnabas.broker.produce;

import io.barnabas.broker.partition.Failure;
import io.barnabas.environment.Outbound;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.record.CompressionType;
import io.barnabas.record.InvalidBatchException;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.legacy.UpConversion;
import io.barnabas.replication.RefusedException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The batches of a produce request in the one format that logs keep. */
final class ProducedRecords {
  /** Up to here producers may send message formats v0 and v1. */
  private static final short LAST_VERSION_OF_OLD_FORMATS = 2;

  private static final short FIRST_VERSION_OF_ZSTD = 7;

  /** What the records of one old message set may come to when they are unpacked. */
  private static final int MAX_EXPANDED_BYTES = 128 << 20;

  private ProducedRecords() {}

  /**
   * @throws RefusedException if there is nothing, or nothing that this version may carry
   */
  static ByteBuffer of(@Nullable Outbound records, short version) {
    ByteBuffer bytes = records == null ? null : records.bytes();
    if (bytes == null || bytes.remaining() < RecordBatch.MIN_HEADER_BYTES) {
      throw new RefusedException(
          ErrorCode.INVALID_RECORD, "there is no whole batch in the request");
    }
    RecordBatch first = RecordBatch.at(bytes, bytes.position());
    if (first.magic() < RecordBatch.MAGIC_V2) {
      return ofOldFormat(bytes, version);
    }
    if (bytes.remaining() < RecordBatch.HEADER_BYTES) {
      throw new RefusedException(ErrorCode.INVALID_RECORD, "the batch ends within its header");
    }
    if (version > LAST_VERSION_OF_OLD_FORMATS && hasSecondBatch(first, bytes)) {
      throw new RefusedException(
          ErrorCode.INVALID_RECORD, "a request has exactly one batch for a partition");
    }
    if (version < FIRST_VERSION_OF_ZSTD && usesZstd(first)) {
      throw new RefusedException(
          ErrorCode.UNSUPPORTED_COMPRESSION_TYPE,
          "zstd needs version 7 of Produce or later (KIP-110)");
    }
    return bytes;
  }

  /** A size that makes no sense is left to the log's own checks. */
  private static boolean hasSecondBatch(RecordBatch first, ByteBuffer bytes) {
    int sizeBytes = first.sizeBytes();
    return sizeBytes >= RecordBatch.HEADER_BYTES && sizeBytes < bytes.remaining();
  }

  private static boolean usesZstd(RecordBatch batch) {
    return batch.sizeBytes() >= RecordBatch.HEADER_BYTES
        && (batch.attributes() & 0x07) == CompressionType.ZSTD.id();
  }

  private static ByteBuffer ofOldFormat(ByteBuffer messages, short version) {
    if (version > LAST_VERSION_OF_OLD_FORMATS) {
      throw new RefusedException(
          ErrorCode.INVALID_RECORD, "message formats v0 and v1 end with version 2 of Produce");
    }
    try {
      return UpConversion.toV2(messages, MAX_EXPANDED_BYTES);
    } catch (InvalidBatchException e) {
      throw new RefusedException(Failure.of(e).error(), String.valueOf(e.getMessage()));
    }
  }
}
