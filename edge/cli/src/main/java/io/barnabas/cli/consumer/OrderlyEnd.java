package io.barnabas.cli.consumer;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Holds up the end of the process, when it is told to stop, until the thread that made this has
 * finished what it does: printed, committed, left its group. A wait for others is cut short.
 */
final class OrderlyEnd implements AutoCloseable {
  private static final int PATIENCE_MS = 1_000;
  private static final int LAST_PATIENCE_MS = 3_000;

  private final Thread worker = Thread.currentThread();
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::end);
  private volatile boolean asked;

  OrderlyEnd() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @SuppressWarnings("ReturnValueIgnored") // finished or not, the process ends now
  private void end() {
    asked = true;
    try {
      if (!finished.await(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
        worker.interrupt();
        finished.await(LAST_PATIENCE_MS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the process has been told to stop. */
  boolean isAskedFor() {
    return asked;
  }

  @Override
  public void close() {
    finished.countDown();
    if (!asked) {
      removeHook();
    }
  }

  private void removeHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process has been told to stop just now.
    }
  }
}
