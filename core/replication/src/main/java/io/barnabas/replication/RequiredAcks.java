package io.barnabas.replication;

import org.jspecify.annotations.Nullable;

/** Whose acknowledgement a producer waits for. */
public enum RequiredAcks {
  /** Nobody's. */
  NONE,
  /** The leader's. */
  LEADER,
  /** All in-sync replicas', of which there must be {@code min.insync.replicas}. */
  ALL;

  /** Reads the wire's 0, 1 and -1; null for anything else. */
  public static @Nullable RequiredAcks of(short acks) {
    return switch (acks) {
      case 0 -> NONE;
      case 1 -> LEADER;
      case -1 -> ALL;
      default -> null;
    };
  }
}
