package io.barnabas.metadata.store;

import io.barnabas.record.InvalidBatchException;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.RecordBatches;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole batches at the start of a file.
 *
 * @param batches those that were asked for
 * @param validBytes where they end
 * @param isTorn whether what follows may be a write that a crash cut short. It is not where a good
 *     batch comes after a bad one: writes are synced one by one, so that only the last can be torn
 */
record BatchScan(List<CommittedBatch> batches, int validBytes, boolean isTorn) {
  /** All batches of a file. */
  static BatchScan of(ByteBuffer content) {
    return from(content, 0);
  }

  /** Checks all batches, and unpacks those that reach beyond an offset. */
  static BatchScan from(ByteBuffer content, long offset) {
    List<CommittedBatch> batches = new ArrayList<>();
    int position = 0;
    while (isBatchAt(content, position)) {
      RecordBatch batch = RecordBatch.at(content, position);
      if (batch.nextOffset() > offset) {
        batches.add(CommittedBatch.decode(batch));
      }
      position += batch.sizeBytes();
    }
    return new BatchScan(List.copyOf(batches), position, !isGoodBatchBehind(content, position));
  }

  private static boolean isBatchAt(ByteBuffer content, int position) {
    try {
      return fits(content, position) && RecordBatch.at(content, position).isCrcValid();
    } catch (InvalidBatchException e) {
      return false;
    }
  }

  /** Whether the bad batch at this position is as long as it says, with a good one behind it. */
  private static boolean isGoodBatchBehind(ByteBuffer content, int position) {
    return fits(content, position)
        && isBatchAt(content, position + RecordBatch.at(content, position).sizeBytes());
  }

  private static boolean fits(ByteBuffer content, int position) {
    try {
      return RecordBatches.withPartialTail(
              content.duplicate().position(Math.min(position, content.limit())))
          .iterator()
          .hasNext();
    } catch (InvalidBatchException e) {
      return false;
    }
  }
}
