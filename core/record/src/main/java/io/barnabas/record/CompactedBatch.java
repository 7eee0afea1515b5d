package io.barnabas.record;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;

/**
 * A batch with fewer records than it had. What readers and recovery rely on stays: base and last
 * offset, leader epoch, producer and sequence numbers, codec, and the kind of timestamps.
 */
public final class CompactedBatch {
  private CompactedBatch() {}

  /**
   * The batch with some of its records. A message of an old format becomes a v2 batch.
   *
   * @param kept records of the batch, in its order, at least one
   * @param deleteHorizonMs from when its tombstones may go (KIP-534), if it has any
   */
  public static ByteBuffer keeping(
      RecordBatch batch, List<Record> kept, OptionalLong deleteHorizonMs) {
    CompressionType codec = batch.compression();
    boolean isLegacy = batch.magic() < RecordBatch.MAGIC_V2;
    long baseOffset = isLegacy ? kept.getFirst().offset() : batch.baseOffset();
    RecordBatchBuilder builder = copyHeader(batch, codec, baseOffset, RecordBatch.NO_TIMESTAMP);
    deleteHorizonMs.ifPresent(builder::deleteHorizon);
    kept.forEach(builder::add);
    return builder.build();
  }

  /** The batch without records: what is left of the last batch of a producer. */
  public static ByteBuffer emptied(RecordBatch batch) {
    return copyHeader(batch, CompressionType.NONE, batch.baseOffset(), batch.maxTimestamp())
        .build();
  }

  private static RecordBatchBuilder copyHeader(
      RecordBatch batch, CompressionType codec, long baseOffset, long maxTimestampMs) {
    RecordBatchBuilder builder =
        new RecordBatchBuilder(codec, codec.defaultLevel())
            .baseOffset(baseOffset)
            .partitionLeaderEpoch(batch.partitionLeaderEpoch())
            .producer(batch.producerId(), batch.producerEpoch(), batch.baseSequence())
            .endingAt(batch.lastOffset(), maxTimestampMs);
    if (batch.isTransactional()) {
      builder.transactional();
    }
    if (batch.isControl()) {
      builder.control();
    }
    if (batch.timestampType() == TimestampType.LOG_APPEND_TIME) {
      builder.logAppendTime(batch.maxTimestamp());
    }
    return builder;
  }
}
