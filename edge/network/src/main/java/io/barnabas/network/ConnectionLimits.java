package io.barnabas.network;

/**
 * What one connection may hold. When a limit is reached its requests wait in its socket; nothing is
 * dropped, but for a frame that is too long and a connection that is idle, which are closed.
 *
 * @param maxFrameBytes longest request frame ({@code socket.request.max.bytes})
 * @param maxOpenExchanges requests that may be unanswered, or answered behind one that is not
 * @param maxRequestBytes memory that unanswered requests may hold; a single longer frame passes
 * @param maxUnsentBytes answers that may wait for the client to read them, files included
 * @param maxIdleMs time without a byte in either direction after which the connection is closed
 *     ({@code connections.max.idle.ms})
 */
public record ConnectionLimits(
    int maxFrameBytes,
    int maxOpenExchanges,
    int maxRequestBytes,
    int maxUnsentBytes,
    long maxIdleMs) {
  /** Frames and idle time as in Apache Kafka, which reads one request at a time otherwise. */
  public static ConnectionLimits defaults() {
    return new ConnectionLimits(100 * 1024 * 1024, 256, 16 * 1024 * 1024, 1024 * 1024, 600_000);
  }

  /** The same with another longest frame. */
  public ConnectionLimits withMaxFrameBytes(int bytes) {
    return new ConnectionLimits(
        bytes, maxOpenExchanges, maxRequestBytes, maxUnsentBytes, maxIdleMs);
  }

  /** The same with another idle time. */
  public ConnectionLimits withMaxIdleMs(long ms) {
    return new ConnectionLimits(
        maxFrameBytes, maxOpenExchanges, maxRequestBytes, maxUnsentBytes, ms);
  }
}
