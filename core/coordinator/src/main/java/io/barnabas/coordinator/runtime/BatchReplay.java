package io.barnabas.coordinator.runtime;

import io.barnabas.protocol.MalformedMessageException;
import io.barnabas.record.ControlRecordType;
import io.barnabas.record.EndTransactionMarker;
import io.barnabas.record.InvalidBatchException;
import io.barnabas.record.Record;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.RecordBatches;
import io.barnabas.record.RecordCursor;
import io.barnabas.record.legacy.LegacyMessages;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
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
    try {
      if (batch.isLegacy()) {
        replayLegacy(batch);
      } else {
        replayCurrent(batch);
      }
    } catch (InvalidBatchException e) {
      skip("the rest of the batch at offset", batch.baseOffset(), e);
    }
  }

  /** A directory that a broker of old has written may have them. */
  private void replayLegacy(RecordBatch batch) {
    for (Record record : LegacyMessages.read(batch, MAX_EXPANDED_BYTES)) {
      if (record.offset() >= nextOffset) {
        RecordOrigin origin =
            new RecordOrigin(record.offset(), record.timestampMs(), RecordBatch.NO_PRODUCER_ID);
        replay(origin, record.key(), record.value());
      }
    }
  }

  private void replayCurrent(RecordBatch batch) {
    long producerId = batch.isTransactional() ? batch.producerId() : RecordBatch.NO_PRODUCER_ID;
    boolean isControl = batch.isControl();
    RecordCursor record = batch.cursor(MAX_EXPANDED_BYTES);
    while (record.next()) {
      if (record.offset() < nextOffset) {
        continue;
      }
      if (isControl) {
        replayMarker(batch, record);
      } else {
        replay(
            new RecordOrigin(record.offset(), record.timestampMs(), producerId),
            record.key(),
            record.value());
      }
    }
  }

  private void replay(RecordOrigin origin, @Nullable ByteBuffer key, @Nullable ByteBuffer value) {
    try {
      machine.replay(codec.decode(key, value), origin);
      replayed++;
    } catch (RuntimeException e) {
      skipRecord(origin.offset(), e);
    }
  }

  private void replayMarker(RecordBatch batch, RecordCursor record) {
    try {
      ControlRecordType type = ControlRecordType.ofKey(record.key());
      if (type == ControlRecordType.COMMIT || type == ControlRecordType.ABORT) {
        boolean committed = EndTransactionMarker.of(record.key(), record.value()).committed();
        machine.replayTransactionEnd(batch.producerId(), batch.producerEpoch(), committed);
      }
      replayed++;
    } catch (RuntimeException e) {
      skipRecord(record.offset(), e);
    }
  }

  private void skipRecord(long offset, RuntimeException why) {
    if (why instanceof MalformedMessageException || why instanceof InvalidBatchException) {
      skip("the record at offset", offset, why);
    } else {
      skipped++;
      log.error(
          "{}: the record at offset {} can't be replayed, and is skipped", logName, offset, why);
    }
  }

  private void skip(String what, long offset, RuntimeException why) {
    skipped++;
    log.error("{}: {} {} is skipped: {}", logName, what, offset, why.getMessage());
  }
}
