package io.barnabas.log;

import java.util.OptionalInt;

/**
 * A record found by its time.
 *
 * @param timestampMs the record's timestamp, -1 where an offset was asked for that is none's
 * @param leaderEpoch the epoch it was appended in, -1 if not known
 */
public record TimestampedOffset(long timestampMs, long offset, int leaderEpoch) {
  /** An offset that is no record's. */
  static TimestampedOffset untimed(long offset, OptionalInt leaderEpoch) {
    return new TimestampedOffset(-1, offset, leaderEpoch.orElse(-1));
  }
}
