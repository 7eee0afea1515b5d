package io.barnabas.broker;

import io.barnabas.broker.handler.ListenerNames;
import io.barnabas.environment.Connection;
import io.barnabas.metadata.config.Listener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers which listener each port is. Any thread. */
final class OpenListeners implements ListenerNames {
  private final Map<Integer, String> nameByPort = new ConcurrentHashMap<>();

  void opened(Listener listener, int port) {
    nameByPort.put(port, listener.name());
  }

  @Override
  public String listenerOf(Connection connection) {
    return nameByPort.getOrDefault(connection.localAddress().getPort(), "");
  }
}
