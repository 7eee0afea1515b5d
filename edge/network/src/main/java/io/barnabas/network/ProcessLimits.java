package io.barnabas.network;

import io.netty.util.internal.PlatformDependent;

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
  private static final long MOST_REQUEST_BYTES = 1L << 30;

  /**
   * As many connections as the system allows, and requests of a gigabyte or half the direct memory
   * that the process may have: the pool's chunks and the answers need room beside them.
   */
  public static ProcessLimits defaults() {
    long maxRequestBytes = Math.min(MOST_REQUEST_BYTES, PlatformDependent.maxDirectMemory() / 2);
    return new ProcessLimits(maxRequestBytes, Integer.MAX_VALUE, Integer.MAX_VALUE);
  }
}
