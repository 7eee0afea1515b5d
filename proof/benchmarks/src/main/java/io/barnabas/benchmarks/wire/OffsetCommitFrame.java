package io.barnabas.benchmarks.wire;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * An OffsetCommit request (version 9) of a group without members, built once: the correlation id
 * and the offset, the same for all partitions, change between two sendings.
 */
public final class OffsetCommitFrame {
  private static final int KEY = 8;
  private static final int VERSION = 9;
  private static final int NO_GENERATION = -1;
  private static final int NO_EPOCH = -1;
  private static final int PARTITION_BYTES = 4 + 8 + 4 + 1 + 1;

  private final ByteBuffer frame;
  private final int firstOffsetAt;
  private final int partitions;

  private OffsetCommitFrame(byte[] frame, int firstOffsetAt, int partitions) {
    this.frame = ByteBuffer.wrap(frame);
    this.firstOffsetAt = firstOffsetAt;
    this.partitions = partitions;
  }

  /** A commit for partitions of one topic. */
  public static OffsetCommitFrame of(String group, String topic, List<Integer> partitions) {
    FrameWriter out = new FrameWriter(KEY, VERSION);
    out.compactString(group).int32(NO_GENERATION).compactString("").compactNull();
    out.compactLength(1).compactString(topic).compactLength(partitions.size());
    int firstOffsetAt = out.position() + Integer.BYTES;
    for (int partition : partitions) {
      out.int32(partition).int64(0).int32(NO_EPOCH).compactString("").noTags();
    }
    out.noTags().noTags();
    return new OffsetCommitFrame(out.toFrame(), firstOffsetAt, partitions.size());
  }

  /** The frame to send, valid until the next call on this object. */
  public ByteBuffer numbered(int correlationId, long offset) {
    frame.putInt(FrameWriter.CORRELATION_ID_AT, correlationId);
    for (int i = 0; i < partitions; i++) {
      frame.putLong(firstOffsetAt + i * PARTITION_BYTES, offset);
    }
    return frame.rewind();
  }
}
