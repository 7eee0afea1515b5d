package io.barnabas.metadata.store;

import io.barnabas.protocol.MalformedMessageException;
import io.barnabas.protocol.Message;
import io.barnabas.record.InvalidBatchException;
import io.barnabas.record.Record;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.RecordBatchBuilder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The metadata records of one batch; none where it is a control batch.
 *
 * @param nextOffset the offset behind its last record
 */
record CommittedBatch(
    long baseOffset, long nextOffset, int epoch, boolean isControl, List<Message> records) {

  /** Packs records into one batch, as this process writes them. */
  static ByteBuffer encode(long baseOffset, int epoch, long timestampMs, List<Message> records) {
    RecordBatchBuilder builder =
        new RecordBatchBuilder().baseOffset(baseOffset).partitionLeaderEpoch(epoch);
    for (Message record : records) {
      builder.add(timestampMs, null, MetadataRecordCodec.encode(record));
    }
    return builder.build();
  }

  /**
   * Unpacks a batch whose checksum is right.
   *
   * @throws MetadataStoreException if a record in it is malformed or not known
   */
  static CommittedBatch decode(RecordBatch batch) {
    List<Message> records = new ArrayList<>();
    if (!batch.isControl()) {
      try {
        for (Record record : batch.records(Integer.MAX_VALUE)) {
          ByteBuffer value = record.value();
          if (value == null) {
            throw new MetadataStoreException(
                "The metadata record at offset " + record.offset() + " has no value");
          }
          records.add(MetadataRecordCodec.decode(value));
        }
      } catch (InvalidBatchException | MalformedMessageException e) {
        throw new MetadataStoreException(
            "The metadata batch at offset "
                + batch.baseOffset()
                + " can't be read: "
                + e.getMessage(),
            e);
      }
    }
    return new CommittedBatch(
        batch.baseOffset(),
        batch.nextOffset(),
        batch.partitionLeaderEpoch(),
        batch.isControl(),
        List.copyOf(records));
  }
}
