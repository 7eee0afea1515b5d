package io.barnabas.network;

import io.barnabas.environment.Timers;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Timers of an event loop. */
final class LoopTimers implements Timers {
  private static final Logger LOG = LoggerFactory.getLogger(LoopTimers.class);

  private final EventExecutor loop;

  LoopTimers(EventExecutor loop) {
    this.loop = loop;
  }

  @Override
  public Timer schedule(long delayMs, Runnable task) {
    Future<?> scheduled =
        loop.schedule(() -> run(task), Math.max(0, delayMs), TimeUnit.MILLISECONDS);
    return () -> scheduled.cancel(false);
  }

  /** The loop would keep what a timer throws in a future that nobody looks at. */
  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("A timer's task failed", e);
    }
  }
}
