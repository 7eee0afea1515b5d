package io.barnabas.environment.simulated;

import io.barnabas.environment.Timers;
import org.jspecify.annotations.Nullable;

/** A task that waits for its time; null once it ran or was taken back. */
final class SimulatedTimer implements Timers.Timer {
  private @Nullable Runnable task;

  SimulatedTimer(Runnable task) {
    this.task = task;
  }

  @Override
  public boolean cancel() {
    boolean waited = task != null;
    task = null;
    return waited;
  }

  void run() {
    Runnable due = task;
    task = null;
    if (due != null) {
      due.run();
    }
  }
}
