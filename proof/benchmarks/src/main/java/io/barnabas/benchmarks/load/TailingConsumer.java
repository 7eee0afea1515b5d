package io.barnabas.benchmarks.load;

import io.barnabas.benchmarks.wire.FetchAnswer;
import io.barnabas.benchmarks.wire.FetchFrame;
import java.nio.ByteBuffer;
import org.HdrHistogram.Histogram;

/**
 * A consumer at the end of one partition of single-record batches. For every record it takes the
 * time since the record was due to be sent, not since it was sent, so that a stall counts for all
 * the records it held up (no coordinated omission).
 */
public final class TailingConsumer implements Workload {
  private static final int SIGNIFICANT_DIGITS = 3;

  private final FetchFrame frame;
  private final int batchBytes;
  private final PacedProducer producer;
  private final Histogram histogram = new Histogram(SIGNIFICANT_DIGITS);

  private long fetchOffset;

  /** A consumer of what {@code producer} sends, beginning at offset 0. */
  public TailingConsumer(FetchFrame frame, int batchBytes, PacedProducer producer) {
    this.frame = frame;
    this.batchBytes = batchBytes;
    this.producer = producer;
  }

  @Override
  public ByteBuffer next(int correlationId) {
    return frame.numbered(correlationId, fetchOffset);
  }

  @Override
  public void answered(ByteBuffer head) {
    int records = FetchAnswer.recordBytes(head) / batchBytes;
    long now = System.nanoTime();
    for (int i = 0; i < records; i++, fetchOffset++) {
      histogram.recordValue(now - producer.dueNanos(fetchOffset));
    }
  }

  /** Nanoseconds from due to received. */
  public Histogram histogram() {
    return histogram;
  }
}
