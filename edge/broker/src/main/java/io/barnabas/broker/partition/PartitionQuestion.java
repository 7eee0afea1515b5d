package io.barnabas.broker.partition;

import io.barnabas.replication.PartitionLeader;
import java.util.concurrent.CompletionStage;

/** Something asked of a partition's leader, on the leader's shard. */
@FunctionalInterface
public interface PartitionQuestion<R> {
  CompletionStage<R> ask(PartitionLeader leader);
}
