package io.barnabas.broker.handler;

import io.barnabas.environment.Connection;

/** Knows the listener that a connection came in by. Any shard may ask. */
@FunctionalInterface
public interface ListenerNames {
  String listenerOf(Connection connection);
}
