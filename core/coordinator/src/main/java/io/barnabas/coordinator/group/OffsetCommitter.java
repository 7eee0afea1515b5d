package io.barnabas.coordinator.group;

import org.jspecify.annotations.Nullable;

/**
 * Who commits offsets, as the request says.
 *
 * @param memberId empty for a commit from outside the group
 * @param groupInstanceId of a static member
 * @param generationOrEpoch generation of a classic group, member epoch of a consumer group; -1 from
 *     outside
 * @param transactional whether the commit is part of a transaction
 */
public record OffsetCommitter(
    String memberId,
    @Nullable String groupInstanceId,
    int generationOrEpoch,
    boolean transactional,
    short apiVersion) {}
