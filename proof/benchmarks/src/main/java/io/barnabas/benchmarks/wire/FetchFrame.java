package io.barnabas.benchmarks.wire;

import io.barnabas.protocol.primitive.Uuid;
import java.nio.ByteBuffer;

/**
 * A Fetch request (version 17, no session) for one partition, built once: the correlation id and
 * the fetch offset change between two sendings.
 */
public final class FetchFrame {
  private static final int KEY = 1;
  private static final int VERSION = 17;
  private static final int NONE = -1;

  private final ByteBuffer frame;
  private final int offsetAt;

  private FetchFrame(byte[] frame, int offsetAt) {
    this.frame = ByteBuffer.allocateDirect(frame.length).put(frame).flip();
    this.offsetAt = offsetAt;
  }

  /** A request for at most {@code maxBytes}; waits up to {@code maxWaitMs} for the first byte. */
  public static FetchFrame of(Uuid topicId, int partition, int maxBytes, int maxWaitMs) {
    FrameWriter out = new FrameWriter(KEY, VERSION);
    out.int32(maxWaitMs).int32(1).int32(maxBytes).int8(0).int32(0).int32(NONE);
    out.compactLength(1).uuid(topicId).compactLength(1).int32(partition).int32(NONE);
    int offsetAt = out.position();
    out.int64(0).int32(NONE).int64(NONE).int32(maxBytes).noTags().noTags();
    out.compactLength(0).compactString("").noTags();
    return new FetchFrame(out.toFrame(), offsetAt);
  }

  /** The frame to send, valid until the next call on this object. */
  public ByteBuffer numbered(int correlationId, long fetchOffset) {
    frame.putInt(FrameWriter.CORRELATION_ID_AT, correlationId);
    frame.putLong(offsetAt, fetchOffset);
    return frame.rewind();
  }
}
