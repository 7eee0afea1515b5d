package io.barnabas.benchmarks.load;

import io.barnabas.benchmarks.wire.FetchAnswer;
import io.barnabas.benchmarks.wire.FetchFrame;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Reads partitions of equal batches from their start to their end, one after the other, and begins
 * anew after the last. To be used with one request in flight.
 */
public final class FetchWorkload implements Workload {
  private final List<FetchFrame> partitions;
  private final int batchBytes;
  private final int recordsPerBatch;

  private int turn;
  private long fetchOffset;
  private long bytes;

  /**
   * A workload of one connection.
   *
   * @param partitions a request for each
   * @param firstTurn which of them to begin with
   */
  public FetchWorkload(
      List<FetchFrame> partitions, int firstTurn, int batchBytes, int recordsPerBatch) {
    this.partitions = List.copyOf(partitions);
    this.turn = firstTurn % partitions.size();
    this.batchBytes = batchBytes;
    this.recordsPerBatch = recordsPerBatch;
  }

  @Override
  public ByteBuffer next(int correlationId) {
    return partitions.get(turn).numbered(correlationId, fetchOffset);
  }

  @Override
  public void answered(ByteBuffer head) {
    int recordBytes = FetchAnswer.recordBytes(head);
    int batches = recordBytes / batchBytes;
    bytes += (long) batches * batchBytes;
    fetchOffset += (long) batches * recordsPerBatch;
    if (recordBytes == 0) {
      turn = (turn + 1) % partitions.size();
      fetchOffset = 0;
    } else if (batches == 0) {
      throw new IllegalStateException("Fetch answered less than a batch: " + recordBytes);
    }
  }

  /** Bytes of whole batches fetched so far. */
  public long bytes() {
    return bytes;
  }
}
