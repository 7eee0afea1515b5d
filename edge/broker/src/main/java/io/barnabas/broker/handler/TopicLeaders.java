package io.barnabas.broker.handler;

import io.barnabas.broker.partition.PartitionQuestion;
import io.barnabas.broker.partition.Partitions;
import io.barnabas.environment.Shard;
import io.barnabas.log.TopicPartition;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.TopicImage;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.replication.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Asks the leaders of partitions that the cluster knows. */
public final class TopicLeaders {
  private final Supplier<ClusterImage> image;
  private final Partitions partitions;

  public TopicLeaders(Supplier<ClusterImage> image, Partitions partitions) {
    this.image = image;
    this.partitions = partitions;
  }

  /**
   * Asks one leader. The answer comes back on the asking shard; it fails with what {@link
   * io.barnabas.broker.partition.Failure} reads: UNKNOWN_TOPIC_OR_PARTITION where the cluster has
   * no such partition.
   */
  <R> CompletionStage<R> ask(Shard asker, TopicPartition partition, PartitionQuestion<R> question) {
    TopicImage topic = image.get().topics().find(partition.topic());
    return topic == null || topic.partition(partition.partition()) == null
        ? CompletableFuture.failedStage(
            new RefusedException(
                ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, "there is no partition " + partition))
        : partitions.ask(asker, partition, question);
  }

  /** Completes with the results of all, in their order, when the last is there. */
  public static <T> CompletionStage<List<T>> all(
      List<? extends CompletionStage<? extends T>> stages) {
    CompletionStage<List<T>> gathered =
        CompletableFuture.completedStage(new ArrayList<>(stages.size()));
    for (CompletionStage<? extends T> stage : stages) {
      gathered =
          gathered.thenCombine(
              stage,
              (results, result) -> {
                results.add(result);
                return results;
              });
    }
    return gathered;
  }
}
