package io.barnabas.simulator.log;

import io.barnabas.simulator.batch.BatchFormat;
import io.barnabas.simulator.batch.Sender;
import io.barnabas.simulator.batch.Value;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A batch that a producer sent.
 *
 * @param offset where it was acknowledged, -1 before that
 */
record SentBatch(Sender sender, long timestampMs, List<Value> values, long offset) {
  ByteBuffer encode() {
    return BatchFormat.encode(sender, timestampMs, values);
  }

  SentBatch acknowledgedAt(long baseOffset) {
    return new SentBatch(sender, timestampMs, values, baseOffset);
  }
}
