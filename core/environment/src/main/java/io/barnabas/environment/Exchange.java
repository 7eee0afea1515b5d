package io.barnabas.environment;

import java.nio.ByteBuffer;

/**
 * One request frame and the place of its answer. To be used on the connection's shard. The frame's
 * memory is lent: it is valid until the exchange is answered, and counts against the connection's
 * and the process's limits until then.
 *
 * <p>Each exchange is ended once, by {@link #respond} or {@link #complete}, after its connection
 * has closed too: a disk thread may be reading the frame, so only the handler knows when its memory
 * may be used again.
 */
public interface Exchange {
  Connection connection();

  /** The frame without its length; position and limit enclose it. The same buffer at each call. */
  ByteBuffer frame();

  /** When the frame was complete, by {@link Clock#monotonicNs}. */
  long receivedNs();

  /**
   * Answers with a frame's content (the transport adds the length) and gives the request's memory
   * back.
   */
  void respond(Outbound answer);

  /**
   * Ends the exchange without an answer, as for a produce request with acks=0; gives the request's
   * memory back.
   */
  void complete();
}
