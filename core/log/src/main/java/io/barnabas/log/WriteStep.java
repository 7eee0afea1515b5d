package io.barnabas.log;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** One thing that a log's {@link WriteQueue} does after the one before it is done. */
sealed interface WriteStep {

  /** Appends to one segment that go to its file in a single write. */
  final class Group implements WriteStep {
    /** So that one log does not hold up the others, and memory is not asked for much at once. */
    private static final int FULL_BYTES = 4 << 20;

    private final Segment segment;
    private final long position;
    private final List<ByteBuffer> batches = new ArrayList<>();
    private final List<PendingAppend> appends = new ArrayList<>();
    private long endPosition;
    private long baseOffset = -1;
    private long endOffset;

    Group(Segment segment, long position) {
      this.segment = segment;
      this.position = position;
      this.endPosition = position;
    }

    void add(ByteBuffer bytes, PendingAppend append) {
      batches.add(bytes);
      appends.add(append);
      endPosition += bytes.remaining();
      if (baseOffset < 0) {
        baseOffset = append.result().baseOffset();
      }
      endOffset = append.result().lastOffset() + 1;
    }

    /** Adds an append whose bytes are in the group already, or in one before it. */
    void addDuplicate(PendingAppend append) {
      appends.add(append);
    }

    /** Whether what comes next goes into a group of its own. */
    boolean isFull() {
      return endPosition - position >= FULL_BYTES;
    }

    Segment segment() {
      return segment;
    }

    long position() {
      return position;
    }

    List<ByteBuffer> batches() {
      return batches;
    }

    List<PendingAppend> appends() {
      return appends;
    }

    long endPosition() {
      return endPosition;
    }

    long baseOffset() {
      return baseOffset;
    }

    long endOffset() {
      return endOffset;
    }
  }

  /**
   * Another change to the log's files, in its turn.
   *
   * @param work asked for on the shard when the turn has come
   * @param whenDone run on the shard after the work
   */
  record Change(Supplier<FileChange> work, Runnable whenDone) implements WriteStep {}
}
