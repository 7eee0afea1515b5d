package io.barnabas.benchmarks.load;

import io.barnabas.benchmarks.wire.OffsetCommitAnswer;
import io.barnabas.benchmarks.wire.OffsetCommitFrame;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commits offsets of groups in turn, each time a greater one, and counts what is acknowledged. */
public final class CommitWorkload implements Workload {
  private final List<OffsetCommitFrame> frames;
  private final int partitions;
  private final long atMost;

  private long sent;
  private long acknowledged;

  /**
   * A workload of one connection.
   *
   * @param frames a request for each group
   * @param partitions in each of them
   * @param atMost after so many requests there is nothing to send
   */
  public CommitWorkload(List<OffsetCommitFrame> frames, int partitions, long atMost) {
    this.frames = List.copyOf(frames);
    this.partitions = partitions;
    this.atMost = atMost;
  }

  @Override
  public @Nullable ByteBuffer next(int correlationId) {
    if (sent == atMost) {
      return null;
    }
    OffsetCommitFrame frame = frames.get((int) (sent % frames.size()));
    return frame.numbered(correlationId, sent++);
  }

  @Override
  public void answered(ByteBuffer head) {
    OffsetCommitAnswer.check(head, partitions);
    acknowledged++;
  }

  /** Requests acknowledged so far. */
  public long acknowledged() {
    return acknowledged;
  }

  @Override
  public int headBytes() {
    return Math.max(LoadConnection.HEAD_BYTES, OffsetCommitAnswer.bytesToCheck(partitions));
  }
}
