package io.barnabas.record;

/** Who set the timestamps of a batch. */
public enum TimestampType {
  /** Message format v0 has no timestamps. */
  NONE,
  /** The producer set each record's timestamp. */
  CREATE_TIME,
  /** The leader set one timestamp for the whole batch when it appended it. */
  LOG_APPEND_TIME
}
