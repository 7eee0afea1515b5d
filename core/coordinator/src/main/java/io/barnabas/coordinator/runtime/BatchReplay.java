package io.barnabas.coordinator.runtime;

import io.barnabas.protocol.MalformedMessageException;
import io.barnabas.record.ControlRecordType;
import io.barnabas.record.EndTransactionMarker;
import io.barnabas.record.InvalidBatchException;
import io.barnabas.record.Record;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.RecordBatches;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replays batches of a coordinator's log into a state machine. What is damaged or unknown is logged
 * with its offset and skipped: one bad record must not cost all groups beside it.
 */
final class BatchReplay {
  private static final Logger log = LoggerFactory.getLogger(BatchReplay.class);

  /** More than any batch comes to that the default limits let into the topic. */
  private static final int MAX_EXPANDED_BYTES = 256 * 1024 * 1024;

  private final String logName;
  private final RecordCodec codec;
  private final StateMachine machine;
  private long nextOffset;
  private long replayed;
  private long skipped;
  private long lastCorruptOffset = -1;

  BatchReplay(String logName, RecordCodec codec, StateMachine machine) {
    this.logName = logName;
    this.codec = codec;
    this.machine = machine;
  }

  /** Everything below has been replayed or skipped. */
  long nextOffset() {
    return nextOffset;
  }

  /** Records that were replayed. */
  long replayed() {
    return replayed;
  }

  /** Records, or whole batches, that were not. */
  long skipped() {
    return skipped;
  }

  /** Leaves out what is below an offset. */
  void skipTo(long offset) {
    nextOffset = Math.max(nextOffset, offset);
  }

  /** Replays the batches of a slice, of which the last may be cut off. */
  void replay(ByteBuffer slice) {
    try {
      for (RecordBatch batch : RecordBatches.withPartialTail(slice)) {
        replay(batch);
      }
    } catch (InvalidBatchException e) {
      skip("what comes behind offset", nextOffset - 1, e);
    }
  }

  /** A damaged batch does not move the next offset: the batch behind it says where that is. */
  private void replay(RecordBatch batch) {
    if (!batch.isCrcValid()) {
      if (batch.baseOffset() > lastCorruptOffset) {
        lastCorruptOffset = batch.baseOffset();
        skipped++;
        log.error(
            "{}: the batch at offset {} is damaged, and skipped", logName, batch.baseOffset());
      }
      return;
    }
    if (batch.lastOffset() >= nextOffset) {
      replayRecords(batch);
      nextOffset = batch.nextOffset();
    }
  }

  private void replayRecords(RecordBatch batch) {
    long from = nextOffset;
    try {
      for (Record record : batch.records(MAX_EXPANDED_BYTES)) {
        if (record.offset() >= from) {
          replay(batch, record);
        }
      }
    } catch (InvalidBatchException e) {
      skip("the rest of the batch at offset", batch.baseOffset(), e);
    }
  }

  private void replay(RecordBatch batch, Record record) {
    try {
      if (batch.isControl()) {
        replayMarker(batch, record);
      } else {
        long producerId = batch.isTransactional() ? batch.producerId() : RecordBatch.NO_PRODUCER_ID;
        machine.replay(
            codec.decode(record),
            new RecordOrigin(record.offset(), record.timestampMs(), producerId));
      }
      replayed++;
    } catch (MalformedMessageException | InvalidBatchException e) {
      skip("the record at offset", record.offset(), e);
    } catch (RuntimeException defect) {
      skipped++;
      log.error(
          "{}: the record at offset {} can't be replayed, and is skipped",
          logName,
          record.offset(),
          defect);
    }
  }

  private void replayMarker(RecordBatch batch, Record record) {
    ControlRecordType type = ControlRecordType.ofKey(record.key());
    if (type == ControlRecordType.COMMIT || type == ControlRecordType.ABORT) {
      boolean committed = EndTransactionMarker.of(record).committed();
      machine.replayTransactionEnd(batch.producerId(), batch.producerEpoch(), committed);
    }
  }

  private void skip(String what, long offset, RuntimeException why) {
    skipped++;
    log.error("{}: {} {} is skipped: {}", logName, what, offset, why.getMessage());
  }
}
