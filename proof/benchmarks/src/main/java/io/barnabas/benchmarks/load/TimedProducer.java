package io.barnabas.benchmarks.load;

import java.nio.ByteBuffer;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A {@link PacedProducer} that takes for every request the time from when it was due until it was
 * acknowledged, so that a stall counts for all the requests that it held up.
 */
public final class TimedProducer implements Workload {
  private static final int SIGNIFICANT_DIGITS = 3;

  private final PacedProducer producer;
  private final Histogram histogram = new Histogram(SIGNIFICANT_DIGITS);

  private long answered;

  public TimedProducer(PacedProducer producer) {
    this.producer = producer;
  }

  @Override
  public @Nullable ByteBuffer next(int correlationId) {
    return producer.next(correlationId);
  }

  @Override
  public void answered(ByteBuffer head) {
    producer.answered(head);
    histogram.recordValue(System.nanoTime() - producer.dueNanos(answered));
    answered++;
  }

  /** Nanoseconds from due to acknowledged. */
  public Histogram histogram() {
    return histogram;
  }
}
