package io.barnabas.log;

import io.barnabas.record.RecordBatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The idempotent producers of a log, by which duplicates and gaps are found (KIP-98). To be used on
 * the shard that owns the log.
 */
public final class ProducerStates {
  private final Map<Long, ProducerState> byId = new HashMap<>();

  /** All producers that are remembered, ordered by id. */
  public List<ActiveProducer> activeProducers() {
    return inOrder().stream().map(ProducerState::describe).toList();
  }

  /** The producers ordered by id, so that the same states make the same bytes. */
  List<ProducerState> inOrder() {
    return byId.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .toList();
  }

  /**
   * Checks a batch of a client before it is appended.
   *
   * @return the batch that it repeats, null if it is new
   * @throws LogException.InvalidProducerEpoch if the producer has a newer epoch by now
   * @throws LogException.OutOfOrderSequence if its sequence numbers leave a gap
   */
  @Nullable ProducerBatch check(RecordBatch batch) {
    ProducerState state = byId.get(batch.producerId());
    if (state == null) {
      return null;
    }
    ProducerBatch duplicate = state.findDuplicate(batch);
    if (duplicate == null) {
      state.check(batch);
    }
    return duplicate;
  }

  /** Notes a batch that is appended; those without a producer id or sequence leave no trace. */
  void update(RecordBatch batch) {
    if (!batch.hasProducerId() || batch.isControl()) {
      return;
    }
    long producerId = batch.producerId();
    ProducerState state = byId.get(producerId);
    if (state == null) {
      state = new ProducerState(producerId, batch.producerEpoch(), batch.maxTimestamp());
      byId.put(producerId, state);
    }
    state.add(
        batch.producerEpoch(),
        new ProducerBatch(
            batch.lastSequence(),
            batch.lastOffset(),
            batch.lastOffsetDelta(),
            batch.maxTimestamp()));
  }

  void restore(ProducerState state) {
    byId.put(state.producerId(), state);
  }

  /** Forgets producers that were last heard of before a time. */
  void expire(long beforeMs) {
    byId.values().removeIf(state -> state.lastTimestampMs() < beforeMs);
  }
}
