package io.barnabas.client.consumer;

import io.barnabas.client.ClientException;
import io.barnabas.client.TopicPartition;
import io.barnabas.environment.Outbound;
import io.barnabas.protocol.message.FetchResponse;
import io.barnabas.record.InvalidBatchException;
import io.barnabas.record.Record;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.RecordBatches;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The records of one partition's part of a fetch, from the offset asked for on. */
final class FetchedRecords {
  /** A batch is at most this when decompressed; larger ones are taken for an attack. */
  private static final int MAX_EXPANDED_BYTES = 1 << 30;

  private final TopicPartition partition;
  private final boolean readCommitted;
  private final List<ConsumedRecord> records = new ArrayList<>();
  private long nextOffset;

  FetchedRecords(TopicPartition partition, long fromOffset, boolean readCommitted) {
    this.partition = partition;
    this.nextOffset = fromOffset;
    this.readCommitted = readCommitted;
  }

  /**
   * Reads the batches; the last one may be cut off. Stops before a damaged one.
   *
   * @throws ClientException if the first one is damaged
   */
  void read(FetchResponse.PartitionData fetched) {
    Outbound bytes = fetched.records();
    if (bytes == null) {
      return;
    }
    AbortedTransactions aborted =
        new AbortedTransactions(
            Objects.requireNonNullElse(fetched.abortedTransactions(), List.of()));
    try {
      for (RecordBatch batch : RecordBatches.withPartialTail(bytes.bytes())) {
        read(batch, aborted);
      }
    } catch (InvalidBatchException e) {
      if (records.isEmpty()) {
        throw new ClientException(
            "%s is damaged near offset %d: %s".formatted(partition, nextOffset, e.getMessage()), e);
      }
    }
  }

  private void read(RecordBatch batch, AbortedTransactions aborted) {
    if (!batch.isCrcValid()) {
      throw new InvalidBatchException(
          InvalidBatchException.Reason.CORRUPT_MESSAGE, "the checksum of " + batch + " is wrong");
    }
    boolean hidden = readCommitted && aborted.contains(batch);
    if (batch.isControl()) {
      batch.records(MAX_EXPANDED_BYTES).forEach(marker -> aborted.end(batch, marker));
    } else if (!hidden) {
      batch.records(MAX_EXPANDED_BYTES).forEach(record -> add(batch, record));
    }
    nextOffset = Math.max(nextOffset, batch.nextOffset());
  }

  /** A batch begins before the offset asked for if that is in its middle. */
  private void add(RecordBatch batch, Record record) {
    if (record.offset() >= nextOffset) {
      records.add(
          new ConsumedRecord(
              partition, record, batch.timestampType(), batch.partitionLeaderEpoch()));
    }
  }

  List<ConsumedRecord> records() {
    return records;
  }

  /** The offset to fetch from next. */
  long nextOffset() {
    return nextOffset;
  }
}
