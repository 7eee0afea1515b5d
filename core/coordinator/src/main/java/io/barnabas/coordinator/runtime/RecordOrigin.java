package io.barnabas.coordinator.runtime;

/**
 * Where a replayed record comes from.
 *
 * @param offset in the coordinator's log
 * @param timestampMs of the record, in milliseconds since the epoch
 * @param producerId of the transaction it belongs to, -1 if there is none
 */
public record RecordOrigin(long offset, long timestampMs, long producerId) {}
