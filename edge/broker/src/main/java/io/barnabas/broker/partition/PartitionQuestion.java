package io.barnabas.broker.partition;

import io.barnabas.replication.PartitionLeader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Something asked of a partition's leader, on the leader's shard. */
@FunctionalInterface
public interface PartitionQuestion<R> {
  CompletionStage<R> ask(PartitionLeader leader);

  /** Asks; a defect is an answer too, so that nobody waits for ever. */
  default CompletionStage<R> attempt(PartitionLeader leader) {
    try {
      return ask(leader);
    } catch (RuntimeException defect) {
      return CompletableFuture.failedStage(defect);
    }
  }
}
