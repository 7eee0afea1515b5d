package io.barnabas.coordinator.group.assignor;

import io.barnabas.protocol.primitive.Uuid;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A member as assignors see it.
 *
 * @param instanceId of a static member
 * @param rackId where it runs, if it says so
 * @param subscribedTopicIds topics that exist; members with the same subscription may share the set
 * @param current what it is to own until now; may name topics and partitions that are gone, or not
 *     subscribed to any more
 */
public record MemberSpec(
    @Nullable String instanceId,
    @Nullable String rackId,
    SortedSet<Uuid> subscribedTopicIds,
    Assignment current) {}
