package io.barnabas.log;

import io.barnabas.record.CompactedBatch;
import io.barnabas.record.GrowingBuffer;
import io.barnabas.record.Record;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.legacy.LegacyMessages;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What compaction leaves of a batch: of each key the latest record, and of tombstones those whose
 * time has not come (KIP-534). A tombstone's time begins when it is cleaned for the first time;
 * until then every older record of its key is gone.
 *
 * @param offsets the latest offsets of the keys; records above its end are not judged yet
 * @param lastOffsets the last offset of each producer that the log remembers: the batch that ends
 *     there stays, if need be empty, for without it recovery would not know the producer
 */
record BatchRetention(
    OffsetMap offsets, Map<Long, Long> lastOffsets, long nowMs, long deleteRetentionMs) {

  /**
   * The bytes that are to stand in place of a batch, null for none. Control batches stay as they
   * are.
   */
  @Nullable ByteBuffer retain(RecordBatch batch) {
    if (batch.isControl() || batch.baseOffset() > offsets.latestOffset()) {
      return batch.bytes();
    }
    List<Record> kept = new ArrayList<>();
    int count = 0;
    boolean hasTombstone = false;
    for (Record record : records(batch)) {
      count++;
      if (retains(batch, record)) {
        kept.add(record);
        hasTombstone |= record.value() == null && record.offset() <= offsets.latestOffset();
      }
    }
    if (kept.isEmpty()) {
      return withoutRecords(batch, count);
    }
    boolean getsHorizon = hasTombstone && !batch.hasDeleteHorizon();
    return kept.size() == count && !getsHorizon
        ? batch.bytes()
        : CompactedBatch.keeping(batch, kept, deleteHorizonMs(batch, hasTombstone));
  }

  private static Iterable<Record> records(RecordBatch batch) {
    return batch.magic() == RecordBatch.MAGIC_V2
        ? batch.records(GrowingBuffer.UNBOUNDED)
        : LegacyMessages.read(batch, GrowingBuffer.UNBOUNDED);
  }

  private boolean retains(RecordBatch batch, Record record) {
    ByteBuffer key = record.key();
    if (record.offset() > offsets.latestOffset()) {
      return true;
    }
    // Without a key, a record is from a time before the topic was compacted: Kafka drops it too.
    boolean isLatest = key != null && record.offset() >= offsets.find(key);
    return isLatest && (record.value() != null || !isDue(batch));
  }

  private boolean isDue(RecordBatch batch) {
    return batch.hasDeleteHorizon() && nowMs >= batch.baseTimestamp();
  }

  private @Nullable ByteBuffer withoutRecords(RecordBatch batch, int count) {
    boolean isLastOfProducer =
        batch.hasProducerId()
            && lastOffsets.getOrDefault(batch.producerId(), -1L) == batch.lastOffset();
    if (!isLastOfProducer) {
      return null;
    }
    return count == 0 ? batch.bytes() : CompactedBatch.emptied(batch);
  }

  private OptionalLong deleteHorizonMs(RecordBatch batch, boolean hasTombstone) {
    if (batch.hasDeleteHorizon()) {
      return OptionalLong.of(batch.baseTimestamp());
    }
    long horizonMs =
        deleteRetentionMs > Long.MAX_VALUE - nowMs ? Long.MAX_VALUE : nowMs + deleteRetentionMs;
    return hasTombstone ? OptionalLong.of(horizonMs) : OptionalLong.empty();
  }
}
