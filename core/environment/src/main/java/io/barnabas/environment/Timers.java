package io.barnabas.environment;

/** Runs tasks later on the shard it belongs to. To be called on that shard only. */
public interface Timers {
  /**
   * Runs the task once on this shard, {@code delayMs} from now or a little later; a delay of 0 or
   * less means the next turn.
   */
  Timer schedule(long delayMs, Runnable task);

  /** A task that waits for its time. */
  interface Timer {
    /** Takes the task back; true when it had not run and now never will. */
    boolean cancel();
  }
}
