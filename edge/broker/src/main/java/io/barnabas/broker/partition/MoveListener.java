package io.barnabas.broker.partition;

import io.barnabas.log.LogIdentity;
import io.barnabas.log.TopicPartition;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Remembers where logs are. Called on the shard of the partition; stages complete there. */
public interface MoveListener {
  /** Nobody who remembers. */
  MoveListener NONE =
      new MoveListener() {
        @Override
        public CompletionStage<Void> beforeMove(PartitionOffsets offsets) {
          return CompletableFuture.completedStage(null);
        }

        @Override
        public void onMoved(LogIdentity from, LogIdentity to) {}

        @Override
        public void onGivenUp(TopicPartition partition) {}
      };

  /**
   * A log is about to be in another directory; completes when that directory remembers durably what
   * is to be remembered of it there.
   */
  CompletionStage<Void> beforeMove(PartitionOffsets offsets);

  /** A log is in another directory now. */
  void onMoved(LogIdentity from, LogIdentity to);

  /** A log stays where it is although it was to be moved. */
  void onGivenUp(TopicPartition partition);
}
