package io.barnabas.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The open connections of one shard and what they share. One shard. */
final class ShardConnections {
  private static final long SWEEP_EVERY_MS = 1_000;

  private final NettyShard shard;
  private final RequestMemory memory;
  private final TurnEnd turnEnd;
  private final Set<NettyConnection> connections = new HashSet<>();
  private boolean sweeping;

  ShardConnections(NettyShard shard, RequestMemory memory) {
    this.shard = shard;
    this.memory = memory;
    turnEnd = new TurnEnd(shard.loop());
  }

  NettyShard shard() {
    return shard;
  }

  RequestMemory memory() {
    return memory;
  }

  TurnEnd turnEnd() {
    return turnEnd;
  }

  void add(NettyConnection connection) {
    connections.add(connection);
    if (!sweeping) {
      sweeping = true;
      sweepLater();
    }
  }

  void remove(NettyConnection connection) {
    connections.remove(connection);
  }

  /** Those that one listener accepted. */
  List<NettyConnection> of(Listener listener) {
    List<NettyConnection> found = new ArrayList<>();
    for (NettyConnection connection : connections) {
      if (connection.listener() == listener) {
        found.add(connection);
      }
    }
    return found;
  }

  private void sweepLater() {
    shard.timers().schedule(SWEEP_EVERY_MS, this::sweep);
  }

  /** A shard without connections sleeps undisturbed. */
  private void sweep() {
    sweeping = !connections.isEmpty();
    if (sweeping) {
      long nowNs = shard.clock().monotonicNs();
      connections.forEach(connection -> connection.closeIfIdle(nowNs));
      memory.wakeIfFree();
      sweepLater();
    }
  }
}
