package io.barnabas.client.admin;

/**
 * An offset found in a partition.
 *
 * @param offset -1 if the partition has none, as when all records are older than the time asked for
 * @param timestampMs of the record, -1 if not told
 * @param leaderEpoch -1 if not told
 */
public record ListedOffset(long offset, long timestampMs, int leaderEpoch) {
  public boolean isFound() {
    return offset >= 0;
  }
}
