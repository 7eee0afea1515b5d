package io.barnabas.network;

import io.netty.channel.SingleThreadEventLoop;
import java.util.ArrayDeque;

/**
 * Connections that have something to do when the loop has worked through its events and tasks: what
 * was answered in one turn of the loop leaves in one write a connection. One shard.
 */
final class TurnEnd {
  private final SingleThreadEventLoop loop;
  private final ArrayDeque<NettyConnection> connections = new ArrayDeque<>();

  TurnEnd(SingleThreadEventLoop loop) {
    this.loop = loop;
  }

  /** Calls {@link NettyConnection#endTurn} once; a connection is added once until it is called. */
  void add(NettyConnection connection) {
    if (connections.isEmpty()) {
      loop.executeAfterEventLoopIteration(this::run);
    }
    connections.add(connection);
  }

  private void run() {
    // Those that are added meanwhile have a run of their own coming when they find the queue empty,
    // and are done in this one when they do not.
    NettyConnection connection = connections.poll();
    while (connection != null) {
      connection.endTurn();
      connection = connections.poll();
    }
  }
}
