package io.barnabas.benchmarks.load;

import io.barnabas.benchmarks.wire.ProduceAnswer;
import io.barnabas.benchmarks.wire.ProduceFrame;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Sends a request whenever one is due, at a fixed rate; one that is late stays due. */
public final class PacedProducer implements Workload {
  private final ProduceFrame frame;
  private final long startNanos;
  private final long intervalNanos;

  private long sent;

  /**
   * A producer of one record a request.
   *
   * @param startNanos when the first is due, by {@link System#nanoTime}
   */
  public PacedProducer(ProduceFrame frame, long startNanos, long intervalNanos) {
    this.frame = frame;
    this.startNanos = startNanos;
    this.intervalNanos = intervalNanos;
  }

  @Override
  public @Nullable ByteBuffer next(int correlationId) {
    if (nanosToNext() > 0) {
      return null;
    }
    sent++;
    return frame.numbered(correlationId);
  }

  @Override
  public void answered(ByteBuffer head) {
    ProduceAnswer.check(head, 1);
  }

  /** When the record that got {@code offset} was due. */
  public long dueNanos(long offset) {
    return startNanos + offset * intervalNanos;
  }

  /** When the first record after a moment is due. Any thread. */
  long nextDueNanos(long nowNanos) {
    return dueNanos(Math.max(0, Math.floorDiv(nowNanos - startNanos, intervalNanos) + 1));
  }

  /** Nanoseconds until the next record is due; 0 or less if it is. */
  private long nanosToNext() {
    return dueNanos(sent) - System.nanoTime();
  }
}
