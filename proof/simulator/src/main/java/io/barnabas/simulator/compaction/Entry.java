package io.barnabas.simulator.compaction;

import org.jspecify.annotations.Nullable;

/**
 * One record of a compacted log.
 *
 * @param value null in a tombstone
 */
record Entry(long offset, String key, @Nullable String value, long timestampMs) {}
