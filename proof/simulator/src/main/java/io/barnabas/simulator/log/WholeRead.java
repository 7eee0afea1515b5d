package io.barnabas.simulator.log;

import io.barnabas.log.PartitionLog;
import io.barnabas.simulator.Violation;
import io.barnabas.simulator.batch.BatchFormat;
import io.barnabas.simulator.batch.SeenBatch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Reads a log that nobody else uses from its start to its end, and compares it with its history;
 * ends without a word when the log fails meanwhile and is opened again.
 */
final class WholeRead {
  private static final int RETRY_MS = 20;
  private static final int MAX_BYTES = 5_000;

  private final LogSession session;
  private final PartitionLog log;
  private final BooleanSupplier counts;
  private final Runnable onDone;
  private final List<SeenBatch> seen = new ArrayList<>();

  /**
   * @param counts whether the log is still as it was opened
   */
  WholeRead(LogSession session, PartitionLog log, BooleanSupplier counts, Runnable onDone) {
    this.session = session;
    this.log = log;
    this.counts = counts;
    this.onDone = onDone;
  }

  void start() {
    readFrom(log.logStartOffset());
  }

  private void readFrom(long offset) {
    if (!counts.getAsBoolean()) {
      return;
    }
    long endOffset = log.writtenOffset();
    if (offset >= endOffset) {
      session.history().readWhole(log.logStartOffset(), seen, endOffset);
      onDone.run();
      return;
    }
    int maxBytes = 1 + session.chance().nextInt(MAX_BYTES);
    session.await(
        log.readBytes(offset, maxBytes, endOffset, true),
        this::onBytes,
        failure -> {
          session.requireExpected(failure);
          session.later(RETRY_MS, () -> readFrom(offset));
        });
  }

  private void onBytes(ByteBuffer bytes) {
    List<SeenBatch> batches = BatchFormat.decode(bytes);
    if (batches.isEmpty()) {
      throw new Violation("A read of at least one batch gave none of " + log.topicPartition());
    }
    seen.addAll(batches);
    readFrom(batches.getLast().lastOffset() + 1);
  }
}
