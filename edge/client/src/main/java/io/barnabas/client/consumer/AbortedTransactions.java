package io.barnabas.client.consumer;

import io.barnabas.protocol.message.FetchResponse.AbortedTransaction;
import io.barnabas.record.EndTransactionMarker;
import io.barnabas.record.Record;
import io.barnabas.record.RecordBatch;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Recognises the batches of aborted transactions among those of one fetch (KIP-98): a transaction
 * is in the list with its first offset, and ends with its producer's abort marker.
 */
final class AbortedTransactions {
  private final PriorityQueue<AbortedTransaction> toCome =
      new PriorityQueue<>(Comparator.comparingLong(AbortedTransaction::firstOffset));
  private final Set<Long> abortingProducers = new HashSet<>();

  AbortedTransactions(List<AbortedTransaction> aborted) {
    toCome.addAll(aborted);
  }

  /** Whether the batch's records are not to be seen; batches are asked for in their order. */
  boolean contains(RecordBatch batch) {
    AbortedTransaction next = toCome.peek();
    while (next != null && next.firstOffset() <= batch.lastOffset()) {
      abortingProducers.add(next.producerId());
      toCome.remove();
      next = toCome.peek();
    }
    return batch.isTransactional() && abortingProducers.contains(batch.producerId());
  }

  /** Takes note of a marker: an abort ends the transaction. */
  void end(RecordBatch controlBatch, Record marker) {
    if (controlBatch.isTransactional() && !EndTransactionMarker.of(marker).committed()) {
      abortingProducers.remove(controlBatch.producerId());
    }
  }
}
