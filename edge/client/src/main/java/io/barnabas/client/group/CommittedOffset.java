package io.barnabas.client.group;

/**
 * Where a group goes on reading a partition.
 *
 * @param leaderEpoch of the last record read, -1 if not known
 * @param metadata what the committer noted beside it
 */
public record CommittedOffset(long offset, int leaderEpoch, String metadata) {
  public static CommittedOffset at(long offset) {
    return new CommittedOffset(offset, -1, "");
  }
}
