package io.barnabas.cli.dump;

import io.barnabas.record.RecordBatch;
import java.io.IOException;

/** What the log says of the things that an index says of it. */
final class LogSide {
  private final BatchFile batches;
  private long largestMs = RecordBatch.NO_TIMESTAMP;
  private long lastOffset = -1;

  LogSide(BatchFile batches) {
    this.batches = batches;
  }

  BatchFile batches() {
    return batches;
  }

  /** The largest timestamp up to an offset; to be asked for ascending offsets. */
  long largestTimestampUpTo(long offset) throws IOException {
    while (lastOffset < offset) {
      BatchFile.Located located = batches.next();
      if (located == null) {
        break;
      }
      largestMs = Math.max(largestMs, located.batch().maxTimestamp());
      lastOffset = located.batch().nextOffset() - 1;
    }
    return largestMs;
  }
}
