package io.barnabas.simulator.log;

import io.barnabas.log.PartitionLog;
import io.barnabas.simulator.Violation;
import io.barnabas.simulator.batch.BatchFormat;
import io.barnabas.simulator.batch.SeenBatch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a log that nobody else uses from its start to its end, and compares it with its history.
 */
final class WholeRead {
  private static final int RETRY_MS = 20;
  private static final int MAX_BYTES = 5_000;

  private final LogSession session;
  private final PartitionLog log;
  private final Runnable onDone;
  private final List<SeenBatch> seen = new ArrayList<>();

  WholeRead(LogSession session, PartitionLog log, Runnable onDone) {
    this.session = session;
    this.log = log;
    this.onDone = onDone;
  }

  void start() {
    readFrom(log.logStartOffset());
  }

  private void readFrom(long offset) {
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
