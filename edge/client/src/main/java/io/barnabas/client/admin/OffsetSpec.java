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

  /** The first offset on the broker's own disks, with tiered storage (KIP-405). */
  public static final OffsetSpec EARLIEST_LOCAL = new OffsetSpec(-4);

  /** The last offset in tiered storage (KIP-1005). */
  public static final OffsetSpec LATEST_TIERED = new OffsetSpec(-5);

  /** The first offset that is to go to tiered storage (KIP-1023). */
  public static final OffsetSpec EARLIEST_PENDING_UPLOAD = new OffsetSpec(-6);

  /** The first record of that time or later. */
  public static OffsetSpec ofTime(long timestampMs) {
    return new OffsetSpec(timestampMs);
  }
}
