package io.barnabas.client.producer;

import io.barnabas.client.TopicPartition;
import io.barnabas.record.RecordBatchBuilder;

/** A batch of one partition that still takes records. */
final class OpenBatch {
  private final TopicPartition partition;
  private final int maxBytes;
  private final RecordBatchBuilder records;

  OpenBatch(TopicPartition partition, ProducerConfig config) {
    this.partition = partition;
    this.maxBytes = config.batchBytes();
    this.records =
        new RecordBatchBuilder(config.compression(), config.compression().defaultLevel());
  }

  /** A batch without records takes one of any size; the broker decides whether it is too large. */
  boolean hasRoomFor(OutgoingRecord record) {
    return records.recordCount() == 0
        || records.uncompressedBytes() + record.maxSizeBytes() <= maxBytes;
  }

  void add(OutgoingRecord record) {
    records.add(record.timestampMs(), record.key(), record.value(), record.headers());
  }

  int sizeBytes() {
    return records.uncompressedBytes();
  }

  ClosedBatch close(ProducerIdentity identity) {
    int firstSequence = identity.takeSequences(partition, records.recordCount());
    records.producer(identity.id(), identity.epoch(), firstSequence);
    return new ClosedBatch(partition, records.recordCount(), records.build());
  }
}
