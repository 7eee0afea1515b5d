package io.barnabas.network;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the open connections of all listeners and says who may come in and where it goes. Used on
 * the shard that accepts.
 */
final class Admission {
  private final ProcessLimits limits;
  private final List<ShardConnections> shards;
  private final int[] openByShard;
  private final Map<InetAddress, Integer> openByIp = new HashMap<>();
  private int open;
  private int lastShard;
  private long lastId;

  Admission(ProcessLimits limits, List<ShardConnections> shards) {
    this.limits = limits;
    this.shards = shards;
    openByShard = new int[shards.size()];
  }

  /** Whether another connection may be accepted. */
  boolean hasRoom() {
    return open < limits.maxConnections();
  }

  int maxConnectionsPerIp() {
    return limits.maxConnectionsPerIp();
  }

  /** Whether this address may have another connection. */
  boolean admits(InetAddress address) {
    return openByIp.getOrDefault(address, 0) < limits.maxConnectionsPerIp();
  }

  /** Counts a connection in; the shard with the fewest gets it, the next in turn among equals. */
  Seat enter(InetAddress address) {
    int shard = (lastShard + 1) % openByShard.length;
    for (int i = 1; i < openByShard.length; i++) {
      int candidate = (lastShard + 1 + i) % openByShard.length;
      if (openByShard[candidate] < openByShard[shard]) {
        shard = candidate;
      }
    }
    lastShard = shard;
    openByShard[shard]++;
    openByIp.merge(address, 1, Integer::sum);
    open++;
    lastId++;
    return new Seat(lastId, address, shard, shards.get(shard));
  }

  /** Counts a connection out. */
  void leave(Seat seat) {
    openByShard[seat.shard()]--;
    openByIp.computeIfPresent(seat.address(), (address, count) -> count == 1 ? null : count - 1);
    open--;
  }

  /**
   * A connection's place.
   *
   * @param id the number of the connection
   */
  record Seat(long id, InetAddress address, int shard, ShardConnections connections) {}
}
