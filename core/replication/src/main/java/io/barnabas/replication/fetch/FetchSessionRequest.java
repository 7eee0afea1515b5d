package io.barnabas.replication.fetch;

import java.util.List;

/**
 * The session part of a fetch request.
 *
 * @param epoch -1: no session wanted; 0: a new one; otherwise the next epoch of an existing one
 * @param partitions all wanted partitions, or in an existing session the new and changed ones
 */
public record FetchSessionRequest(
    int sessionId,
    int epoch,
    boolean usesTopicIds,
    List<FetchPartition> partitions,
    List<FetchKey> forgotten) {}
