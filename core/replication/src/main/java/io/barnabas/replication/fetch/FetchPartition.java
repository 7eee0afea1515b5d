package io.barnabas.replication.fetch;

/**
 * What a fetch asks of one partition.
 *
 * @param currentLeaderEpoch the leader epoch the client knows, -1 when it knows none (KIP-320)
 * @param lastFetchedEpoch the epoch of the last record a follower has, -1 otherwise (KIP-595)
 * @param logStartOffset a follower's log start offset, -1 from a consumer
 */
public record FetchPartition(
    FetchKey key,
    int currentLeaderEpoch,
    long fetchOffset,
    int lastFetchedEpoch,
    long logStartOffset,
    int maxBytes) {
  /** The same, with no more bytes than this. */
  public FetchPartition upTo(int limitBytes) {
    return maxBytes <= limitBytes
        ? this
        : new FetchPartition(
            key, currentLeaderEpoch, fetchOffset, lastFetchedEpoch, logStartOffset, limitBytes);
  }
}
