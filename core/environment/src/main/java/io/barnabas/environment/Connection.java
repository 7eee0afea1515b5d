package io.barnabas.environment;

import java.net.InetSocketAddress;

/** One client's connection. To be used on its shard, which is the same while a request is open. */
public interface Connection {
  /** A number no other connection of this process has. */
  long id();

  Shard shard();

  InetSocketAddress remoteAddress();

  /** The address the client reached, which names the listener. */
  InetSocketAddress localAddress();

  /**
   * Tells that what this connection asks for is on a shard: it moves there, if the transport can,
   * when nothing of it is in progress, so that its requests need not cross from shard to shard. It
   * moves once at most; {@link #shard} is another one then.
   */
  default void settleOn(Shard shard) {}

  /** Closes it now; answers not yet written are lost. The reason goes to the log. */
  void close(String reason);
}
