package io.barnabas.simulator.log;

import io.barnabas.log.PartitionLog;
import io.barnabas.log.TimestampedOffset;
import io.barnabas.simulator.Violation;
import io.barnabas.simulator.batch.BatchFormat;

/** What a consumer does with a log. */
final class Reads {
  private static final int MAX_BYTES = 3_000;
  private static final int MAX_AGE_MS = 50;

  private final LogSession session;

  Reads(LogSession session) {
    this.session = session;
  }

  void read() {
    PartitionLog log = session.log();
    long startOffset = log.logStartOffset();
    long endOffset = log.highWatermark();
    if (startOffset < endOffset) {
      long offset = startOffset + session.chance().nextLong(endOffset - startOffset);
      boolean atLeastOneBatch = session.chance().chance(500);
      int maxBytes = session.chance().nextInt(MAX_BYTES);
      session.await(
          log.readBytes(offset, maxBytes, endOffset, atLeastOneBatch),
          bytes -> session.history().read(offset, BatchFormat.decode(bytes), endOffset));
    }
  }

  void lookUp() {
    long timestampMs = session.shard().clock().wallMs() - session.chance().nextInt(MAX_AGE_MS);
    session.await(
        session.log().offsetForTimestamp(timestampMs),
        found -> found.ifPresent(place -> requireNotOlder(place, timestampMs)));
  }

  private static void requireNotOlder(TimestampedOffset found, long timestampMs) {
    if (found.timestampMs() < timestampMs) {
      throw new Violation("Looking for " + timestampMs + " found " + found);
    }
  }
}
