package io.barnabas.coordinator.runtime;

import io.barnabas.record.RecordBatch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What a simulated coordinator's log has on its disk; outlives the process. */
final class StoredBatches {
  private final List<ByteBuffer> batches = new ArrayList<>();
  private long endOffset;

  long endOffset() {
    return endOffset;
  }

  List<ByteBuffer> all() {
    return batches;
  }

  /** Appends a batch as a leader does; gives the offset of its first record. */
  long append(ByteBuffer batch) {
    RecordBatch stored = RecordBatch.at(batch, 0);
    stored.assignOffset(endOffset);
    batches.add(batch);
    endOffset = stored.nextOffset();
    return stored.baseOffset();
  }

  /** Batches from the one that holds the offset on; the first is whole, the last is cut off. */
  ByteBuffer read(long offset, int maxBytes) {
    ByteBuffer out = ByteBuffer.allocate(1 << 20);
    for (ByteBuffer batch : batches) {
      if (RecordBatch.at(batch, 0).lastOffset() >= offset && out.position() < maxBytes) {
        int bytes =
            out.position() == 0
                ? batch.limit()
                : Math.min(batch.limit(), maxBytes - out.position());
        out.put(batch.slice(0, bytes));
      }
    }
    return out.flip();
  }
}
