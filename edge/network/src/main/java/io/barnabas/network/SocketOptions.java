package io.barnabas.network;

/**
 * What the system is asked of sockets.
 *
 * @param sendBufferBytes {@code socket.send.buffer.bytes}; -1 leaves it to the system
 * @param receiveBufferBytes {@code socket.receive.buffer.bytes}; -1 leaves it to the system
 * @param backlog connections that may wait to be accepted ({@code socket.listen.backlog.size})
 */
public record SocketOptions(int sendBufferBytes, int receiveBufferBytes, int backlog) {
  /**
   * Buffers that the system tunes by itself, which Apache Kafka's fixed 100 KiB prevent, and a
   * backlog that takes a restart's rush.
   */
  public static SocketOptions defaults() {
    return new SocketOptions(-1, -1, 1024);
  }
}
