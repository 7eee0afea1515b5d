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
import java.util.Set;

/**
 * The metadata records of one batch; none where it is a control batch.
 *
 * @param nextOffset the offset behind its last record
 * @param voters the ids of the controllers, where it is a control batch that names them; else empty
 */
record CommittedBatch(
    long baseOffset,
    long nextOffset,
    int epoch,
    boolean isControl,
    Set<Integer> voters,
    List<Message> records) {

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
    try {
      return new CommittedBatch(
          batch.baseOffset(),
          batch.nextOffset(),
          batch.partitionLeaderEpoch(),
          batch.isControl(),
          batch.isControl() ? QuorumRecords.voters(batch) : Set.of(),
          batch.isControl() ? List.of() : records(batch));
    } catch (InvalidBatchException | MalformedMessageException e) {
      throw new MetadataStoreException(
          "The metadata batch at offset "
              + batch.baseOffset()
              + " can't be read: "
              + e.getMessage(),
          e);
    }
  }

  private static List<Message> records(RecordBatch batch) {
    List<Message> records = new ArrayList<>();
    for (Record record : batch.records(Integer.MAX_VALUE)) {
      ByteBuffer value = record.value();
      if (value == null) {
        throw new MetadataStoreException(
            "The metadata record at offset " + record.offset() + " has no value");
      }
      records.add(MetadataRecordCodec.decode(value));
    }
    return List.copyOf(records);
  }
}
