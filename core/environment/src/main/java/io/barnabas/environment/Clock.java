package io.barnabas.environment;

/** Time as a shard sees it. Safe on any thread. */
public interface Clock {
  /**
   * Milliseconds since the epoch; may jump in either direction. For timestamps that leave the
   * process.
   */
  long wallMs();

  /** Nanoseconds since some fixed moment; never goes back. For durations and deadlines. */
  long monotonicNs();
}
