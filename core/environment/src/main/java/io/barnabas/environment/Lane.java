package io.barnabas.environment;

import java.util.concurrent.CompletionStage;

/** A queue of disk work that is done in order. To be called on the shard that owns it. */
public interface Lane {
  /**
   * Does the work off the shard and completes the stage on it, with the work's result or with what
   * it threw. The work must touch only what was handed to it: nothing that the shard changes
   * meanwhile.
   */
  <T> CompletionStage<T> submit(DiskWork<T> work);
}
