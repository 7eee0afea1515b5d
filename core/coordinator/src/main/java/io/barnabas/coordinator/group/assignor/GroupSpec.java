package io.barnabas.coordinator.group.assignor;

import java.util.SortedMap;

/**
 * A group that wants its partitions assigned.
 *
 * @param members by their id
 * @param homogeneous whether all members subscribe to the same topics
 */
public record GroupSpec(SortedMap<String, MemberSpec> members, boolean homogeneous) {}
