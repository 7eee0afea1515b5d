package io.barnabas.benchmarks.load;

import java.util.List;

/** A member of a group, on a connection of its own, with one request in flight at a time. */
public interface GroupMember extends Workload {
  /** Has a heartbeat sent with the next filling of the connection, unless it is not a member. */
  void beat();

  /** Has it leave with the next filling. */
  void leave();

  /** Whether its heartbeat is due, as its protocol times it. */
  boolean isDue(long nowNanos);

  /** It is a member, and nothing is left to be told to the coordinator. */
  boolean isSettled();

  boolean hasLeft();

  /** The generation or epoch it is in. */
  int epoch();

  /** The partitions that it has. */
  List<Integer> owned();

  /** Heartbeats that were answered without an error. */
  long heartbeats();

  /** Room for an answer that is wanted whole, and for the beginning of the next. */
  @Override
  default int bufferBytes() {
    return 2 * headBytes();
  }
}
