package io.barnabas.client.metadata;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One partition as a broker described it.
 *
 * @param leaderId -1 if there is no leader
 * @param leaderEpoch -1 if the broker did not tell
 * @param eligibleLeaderReplicas (KIP-966) null if the broker can't tell
 * @param lastKnownEligibleLeaderReplicas null if the broker can't tell
 */
public record PartitionView(
    int index,
    int leaderId,
    int leaderEpoch,
    List<Integer> replicas,
    List<Integer> inSyncReplicas,
    @Nullable List<Integer> eligibleLeaderReplicas,
    @Nullable List<Integer> lastKnownEligibleLeaderReplicas) {
  public boolean hasLeader() {
    return leaderId >= 0;
  }
}
