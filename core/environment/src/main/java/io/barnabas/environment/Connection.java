package io.barnabas.environment;

import java.net.InetSocketAddress;

/** One client's connection. To be used on its shard. */
public interface Connection {
  /** A number no other connection of this process has. */
  long id();

  Shard shard();

  InetSocketAddress remoteAddress();

  /** The address the client reached, which names the listener. */
  InetSocketAddress localAddress();

  /** Closes it now; answers not yet written are lost. The reason goes to the log. */
  void close(String reason);
}
