package io.barnabas.broker.partition;

/**
 * A partition at the end of a run.
 *
 * @param inOrder whether its files can be believed by the next run without recovery
 */
public record ClosedPartition(PartitionOffsets offsets, boolean inOrder) {}
