package io.barnabas.benchmarks.load;

import io.barnabas.benchmarks.wire.ProduceAnswer;
import io.barnabas.benchmarks.wire.ProduceFrame;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Sends produce requests in turn, as a producer does whose partitions become ready one after the
 * other, and counts what is acknowledged.
 */
public final class ProduceWorkload implements Workload {
  private static final int MIN_BUFFER_BYTES = 64 * 1024;
  private static final int FRAMES_IN_BUFFER = 8;

  private final List<ProduceFrame> frames;
  private final int partitionsPerRequest;
  private final boolean idempotent;

  private int turn;
  private int sequence;
  private long acknowledged;

  /**
   * A workload of one connection.
   *
   * @param frames the requests, all with the same number of batches
   * @param partitionsPerRequest how many batches that is
   * @param idempotent whether the frames have a producer id, and so need sequence numbers
   */
  public ProduceWorkload(List<ProduceFrame> frames, int partitionsPerRequest, boolean idempotent) {
    if (ProduceAnswer.bytesToCheck(partitionsPerRequest) > LoadConnection.HEAD_BYTES) {
      throw new IllegalArgumentException("Too many partitions to check: " + partitionsPerRequest);
    }
    this.frames = List.copyOf(frames);
    this.partitionsPerRequest = partitionsPerRequest;
    this.idempotent = idempotent;
  }

  @Override
  public ByteBuffer next(int correlationId) {
    ProduceFrame frame = frames.get(turn);
    if (idempotent) {
      frame.sequence(sequence);
    }
    turn++;
    if (turn == frames.size()) {
      turn = 0;
      sequence += frame.recordsPerBatch();
    }
    return frame.numbered(correlationId);
  }

  @Override
  public void answered(ByteBuffer head) {
    ProduceAnswer.check(head, partitionsPerRequest);
    acknowledged++;
  }

  /** Room for as many requests as are in flight, or for many small ones. */
  @Override
  public int bufferBytes() {
    int largest = frames.stream().mapToInt(ProduceFrame::frameBytes).max().orElse(0);
    return Math.max(MIN_BUFFER_BYTES, FRAMES_IN_BUFFER * largest);
  }

  /** Requests acknowledged so far. */
  public long acknowledged() {
    return acknowledged;
  }
}
