package io.barnabas.environment;

import java.util.concurrent.Executor;

/**
 * One event loop and all that it owns (design rule 2): its connections, partitions and state
 * machines are touched by tasks of this shard only. Other shards reach them by {@link #execute},
 * the one method that may be called from any thread.
 */
public interface Shard extends Executor {
  /** This shard's place among the shards of the process, from 0. */
  int index();

  /** Whether the calling code runs as a task of this shard. */
  boolean isCurrent();

  /**
   * Runs the task on this shard later, never inside this call; tasks of one caller run in the order
   * they were given. Any thread.
   */
  @Override
  void execute(Runnable task);

  Clock clock();

  Timers timers();

  Randomness randomness();

  /** The disk, whose results come back on this shard. */
  Disk disk();
}
