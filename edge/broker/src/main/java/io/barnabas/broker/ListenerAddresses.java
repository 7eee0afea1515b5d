package io.barnabas.broker;

import io.barnabas.metadata.config.InvalidConfigException;
import io.barnabas.metadata.config.Listener;
import io.barnabas.metadata.config.Listener.SecurityProtocol;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** From the listeners of the configuration to addresses, and back when the ports are known. */
final class ListenerAddresses {
  private ListenerAddresses() {}

  /**
   * Where to listen; an empty host means all interfaces.
   *
   * @throws InvalidConfigException if the listener speaks what this broker does not
   */
  static InetSocketAddress bindAddress(Listener listener) {
    if (listener.protocol() != SecurityProtocol.PLAINTEXT) {
      throw new InvalidConfigException(
          "The listener %s speaks %s; this version speaks PLAINTEXT only"
              .formatted(listener, listener.protocol()));
    }
    return listener.host().isEmpty()
        ? new InetSocketAddress(listener.port())
        : new InetSocketAddress(listener.host(), listener.port());
  }

  /**
   * What to tell clients: each advertised listener with the host and port that it turned out to
   * have.
   */
  static List<Listener> advertised(
      List<Listener> configured,
      List<Listener> bound,
      List<InetSocketAddress> addresses,
      String hostName) {
    List<Listener> advertised = new ArrayList<>();
    for (Listener listener : configured) {
      int port = listener.port() != 0 ? listener.port() : portOf(listener.name(), bound, addresses);
      String host = listener.host().isEmpty() ? hostName : listener.host();
      advertised.add(new Listener(listener.name(), listener.protocol(), host, port));
    }
    return advertised;
  }

  private static int portOf(String name, List<Listener> bound, List<InetSocketAddress> addresses) {
    for (int i = 0; i < bound.size(); i++) {
      if (bound.get(i).name().equals(name)) {
        return addresses.get(i).getPort();
      }
    }
    return 0;
  }
}
