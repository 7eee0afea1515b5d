package io.barnabas.coordinator.group.consumer;

/**
 * The epoch of a group, which grows with everything that asks for another assignment.
 *
 * @param metadataHash of the topics it subscribes to, as {@link MetadataHash} has it
 * @param sinceMs the time of the record that says so, in milliseconds since the epoch
 */
public record GroupEpoch(int epoch, long metadataHash, long sinceMs) {}
