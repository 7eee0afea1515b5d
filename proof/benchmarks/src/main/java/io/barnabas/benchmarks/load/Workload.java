package io.barnabas.benchmarks.load;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What is sent on one connection and what is made of the answers. Called on one thread. */
public interface Workload {
  /**
   * The next request, the correlation id in it; null if there is nothing to send now. The buffer is
   * copied before the next call.
   */
  @Nullable ByteBuffer next(int correlationId);

  /**
   * A whole answer has come; they come in the order of the requests.
   *
   * @param head the answer from its correlation id on, cut off after {@link #headBytes}
   */
  void answered(ByteBuffer head);

  /** How much of an answer this workload wants to see at most. */
  default int headBytes() {
    return LoadConnection.HEAD_BYTES;
  }

  /** How much its connection gathers for one write, and takes with one read. */
  default int bufferBytes() {
    return LoadConnection.BUFFER_BYTES;
  }
}
