package io.barnabas.metadata.config;

/** How connections are served; bytes, milliseconds and counts as the names say. */
public final class SocketConfig {
  private final ConfigValues values;

  SocketConfig(ConfigValues values) {
    this.values = values;
  }

  /** The kernel's send buffer, -1 to leave it to the system. */
  public int sendBufferBytes() {
    return values.intOf("socket.send.buffer.bytes");
  }

  /** The kernel's receive buffer, -1 to leave it to the system. */
  public int receiveBufferBytes() {
    return values.intOf("socket.receive.buffer.bytes");
  }

  /** The largest request frame taken, without its length field. */
  public int requestMaxBytes() {
    return values.intOf("socket.request.max.bytes");
  }

  /** Connections the system may hold that were not accepted yet. */
  public int listenBacklogSize() {
    return values.intOf("socket.listen.backlog.size");
  }

  /** Memory all requests under way may take, -1 for no limit of the user's. */
  public long queuedMaxRequestBytes() {
    return values.longOf("queued.max.request.bytes");
  }

  /** When a connection on which nothing moves is closed. */
  public long connectionsMaxIdleMs() {
    return values.longOf("connections.max.idle.ms");
  }

  /** Connections to this broker. */
  public int maxConnections() {
    return values.intOf("max.connections");
  }

  /** Connections from one IP address. */
  public int maxConnectionsPerIp() {
    return values.intOf("max.connections.per.ip");
  }
}
