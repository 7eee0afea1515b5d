package io.barnabas.network;

/**
 * What all connections of the process may hold together.
 *
 * @param maxRequestBytes memory of unanswered requests ({@code queued.max.request.bytes}); while it
 *     is used up no connection reads
 * @param maxConnections open connections ({@code max.connections}); while they are open no other is
 *     accepted, it waits in the listener's backlog
 * @param maxConnectionsPerIp open connections from one address ({@code max.connections.per.ip});
 *     one more is closed at once
 */
public record ProcessLimits(long maxRequestBytes, int maxConnections, int maxConnectionsPerIp) {
  /** As many connections as the system allows, and requests of a gigabyte. */
  public static ProcessLimits defaults() {
    return new ProcessLimits(1L << 30, Integer.MAX_VALUE, Integer.MAX_VALUE);
  }
}
