package io.barnabas.conformance.client;

import java.util.List;

/** Who has a partition, by broker id. */
public record PartitionState(int leader, List<Integer> replicas, List<Integer> inSync) {}
