package io.barnabas.environment;

import java.util.concurrent.CompletionStage;

/**
 * A queue of entries from all shards. What waits while a commit is under way is committed together
 * by the next one: group commit. An entry that finds the lane idle waits for nobody.
 *
 * @param <E> what is committed
 * @param <R> what is told of each
 */
public interface CommitLane<E, R> {
  /**
   * Has an entry committed after all that were submitted before it. The stage completes on the
   * caller's shard, with {@link java.io.IOException} when the commit failed. To be called on that
   * shard.
   */
  CompletionStage<R> submit(Shard caller, E entry);

  /** Ends the lane once all that was submitted is committed; what comes later fails. Any thread. */
  void close();
}
