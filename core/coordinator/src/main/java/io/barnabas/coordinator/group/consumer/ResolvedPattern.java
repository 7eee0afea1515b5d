package io.barnabas.coordinator.group.consumer;

import java.util.SortedSet;

/**
 * The topics that a regular expression stands for.
 *
 * @param catalogVersion of the topics that it was matched with
 * @param resolvedMs when, in milliseconds since the epoch
 */
public record ResolvedPattern(SortedSet<String> topics, long catalogVersion, long resolvedMs) {}
