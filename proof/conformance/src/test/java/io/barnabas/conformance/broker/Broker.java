package io.barnabas.conformance.broker;

import java.net.InetSocketAddress;

/**
 * A broker that answers.
 *
 * @param address on the loopback address
 */
public record Broker(InetSocketAddress address) {
  public static Broker at(int port) {
    return new Broker(new InetSocketAddress("127.0.0.1", port));
  }

  /** For bootstrap.servers. */
  public String bootstrapServers() {
    return address.getHostString() + ":" + address.getPort();
  }
}
