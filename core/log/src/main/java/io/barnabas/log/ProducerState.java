package io.barnabas.log;

import io.barnabas.record.RecordBatch;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** What a log remembers of one producer: its epoch and its last five batches (KIP-98). */
final class ProducerState {
  /** As many as a producer may have in flight. */
  static final int REMEMBERED_BATCHES = 5;

  /** No transaction coordinator has written a marker. */
  static final int NO_COORDINATOR_EPOCH = -1;

  /** No transaction is open. */
  static final long NO_TRANSACTION = -1;

  private final long producerId;
  private final ArrayDeque<ProducerBatch> batches = new ArrayDeque<>(REMEMBERED_BATCHES);
  private short epoch;
  private long lastTimestampMs;

  ProducerState(long producerId, short epoch, long lastTimestampMs) {
    this.producerId = producerId;
    this.epoch = epoch;
    this.lastTimestampMs = lastTimestampMs;
  }

  long producerId() {
    return producerId;
  }

  short epoch() {
    return epoch;
  }

  long lastTimestampMs() {
    return lastTimestampMs;
  }

  @Nullable ProducerBatch lastBatch() {
    return batches.peekLast();
  }

  int lastSequence() {
    ProducerBatch last = batches.peekLast();
    return last == null ? RecordBatch.NO_SEQUENCE : last.lastSequence();
  }

  /** The remembered batch that the given one repeats, null if it repeats none. */
  @Nullable ProducerBatch findDuplicate(RecordBatch batch) {
    if (batch.producerEpoch() != epoch) {
      return null;
    }
    for (ProducerBatch known : batches) {
      if (known.firstSequence() == batch.baseSequence()
          && known.lastSequence() == batch.lastSequence()) {
        return known;
      }
    }
    return null;
  }

  /**
   * Checks that a batch continues what the producer wrote.
   *
   * @throws LogException.InvalidProducerEpoch if the producer has a newer epoch by now
   * @throws LogException.OutOfOrderSequence if its sequence numbers leave a gap
   */
  void check(RecordBatch batch) {
    if (batch.producerEpoch() < epoch) {
      throw new LogException.InvalidProducerEpoch(
          "Producer %d has epoch %d, not %d".formatted(producerId, epoch, batch.producerEpoch()));
    }
    int expected = expectedSequence(batch);
    if (batch.baseSequence() != expected) {
      throw new LogException.OutOfOrderSequence(
          "Producer %d goes on with sequence number %d where %d is expected"
              .formatted(producerId, batch.baseSequence(), expected));
    }
  }

  /** A new epoch begins with 0; a producer whose batches are forgotten goes on where it likes. */
  private int expectedSequence(RecordBatch batch) {
    if (batch.producerEpoch() > epoch) {
      return 0;
    }
    ProducerBatch last = batches.peekLast();
    return last == null ? batch.baseSequence() : (last.lastSequence() + 1) & Integer.MAX_VALUE;
  }

  /** Remembers a batch that is in the log. */
  void add(short batchEpoch, ProducerBatch batch) {
    if (batchEpoch != epoch) {
      batches.clear();
      epoch = batchEpoch;
    }
    if (batches.size() == REMEMBERED_BATCHES) {
      batches.removeFirst();
    }
    batches.addLast(batch);
    lastTimestampMs = batch.timestampMs();
  }

  ActiveProducer describe() {
    return new ActiveProducer(
        producerId, epoch, lastSequence(), lastTimestampMs, NO_COORDINATOR_EPOCH, NO_TRANSACTION);
  }
}
