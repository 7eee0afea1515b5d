package io.barnabas.record;

import io.barnabas.record.InvalidBatchException.Reason;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Says that a producer's transaction ended on this partition (KIP-98).
 *
 * @param committed false if it was aborted
 * @param coordinatorEpoch of the transaction coordinator that wrote the marker
 */
public record EndTransactionMarker(boolean committed, int coordinatorEpoch) {
  private static final short VALUE_VERSION = 0;
  private static final int VALUE_BYTES = 6;

  /**
   * Reads the marker from a control record of type {@link ControlRecordType#COMMIT} or {@link
   * ControlRecordType#ABORT}.
   *
   * @throws InvalidBatchException if it is none
   */
  public static EndTransactionMarker of(Record record) {
    return of(record.key(), record.value());
  }

  /** Likewise, from the record's key and value. */
  public static EndTransactionMarker of(@Nullable ByteBuffer key, @Nullable ByteBuffer value) {
    ControlRecordType type = ControlRecordType.ofKey(key);
    boolean committed = type == ControlRecordType.COMMIT;
    if ((!committed && type != ControlRecordType.ABORT)
        || value == null
        || value.remaining() < VALUE_BYTES
        || value.getShort(value.position()) < VALUE_VERSION) {
      throw new InvalidBatchException(
          Reason.INVALID_RECORD, "not the marker of a transaction's end: " + type);
    }
    return new EndTransactionMarker(committed, value.getInt(value.position() + Short.BYTES));
  }

  /** The batch that carries the marker; offset and leader epoch are the log's to assign. */
  public ByteBuffer toBatch(long producerId, short producerEpoch, long timestampMs) {
    ControlRecordType type = committed ? ControlRecordType.COMMIT : ControlRecordType.ABORT;
    ByteBuffer value =
        ByteBuffer.allocate(VALUE_BYTES).putShort(VALUE_VERSION).putInt(coordinatorEpoch).flip();
    return new RecordBatchBuilder()
        .producer(producerId, producerEpoch, RecordBatch.NO_SEQUENCE)
        .transactional()
        .control()
        .add(timestampMs, type.key(), value)
        .build();
  }
}
