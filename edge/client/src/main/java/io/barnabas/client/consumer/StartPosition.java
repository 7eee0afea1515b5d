package io.barnabas.client.consumer;

/** Where reading a partition begins. */
public sealed interface StartPosition {
  /** At the first record that is still there. */
  record Earliest() implements StartPosition {}

  /** Behind the last record that is there now. */
  record Latest() implements StartPosition {}

  /** At an offset. */
  record AtOffset(long offset) implements StartPosition {}

  /** At the first record of that time or later, in milliseconds since the epoch. */
  record AtTime(long timestampMs) implements StartPosition {}
}
