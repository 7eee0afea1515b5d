package io.barnabas.log;

/** Who appends, which decides what is checked and who sets the offsets. */
public enum AppendOrigin {
  /** A producer: nothing is trusted, the leader assigns offsets. */
  CLIENT,
  /** A coordinator in this broker: may write control batches, the leader assigns offsets. */
  COORDINATOR,
  /** A follower's fetch: offsets and epochs are the leader's and stay. */
  REPLICATION
}
