package io.barnabas.client.admin;

/**
 * Which offset of a partition is asked for.
 *
 * @param timestamp milliseconds since the epoch, or one of Kafka's negative stand-ins
 */
public record OffsetSpec(long timestamp) {
  /** The offset that the next record will get. */
  public static final OffsetSpec LATEST = new OffsetSpec(-1);

  /** The first offset that is still there. */
  public static final OffsetSpec EARLIEST = new OffsetSpec(-2);

  /** The offset of the record with the largest timestamp. */
  public static final OffsetSpec MAX_TIMESTAMP = new OffsetSpec(-3);

  /** The first record of that time or later. */
  public static OffsetSpec ofTime(long timestampMs) {
    return new OffsetSpec(timestampMs);
  }
}
