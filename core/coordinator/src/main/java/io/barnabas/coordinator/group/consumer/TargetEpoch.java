package io.barnabas.coordinator.group.consumer;

/**
 * Which group epoch the target assignment was computed for.
 *
 * @param computedMs when, in milliseconds since the epoch; 0 when the next one need not wait
 *     (KIP-1263)
 */
public record TargetEpoch(int epoch, long computedMs) {}
