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
   * @param head the answer from its correlation id on, cut off after {@link
   *     LoadConnection#HEAD_BYTES}
   */
  void answered(ByteBuffer head);
}
