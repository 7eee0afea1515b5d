package io.barnabas.client;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Repeats work that failed for a reason that may pass: a broken connection, a leader that moved.
 *
 * @param patienceMs how long, counted from the first attempt
 * @param backoffMs pause between attempts
 */
public record Attempts(int patienceMs, int backoffMs) {
  public static Attempts of(ClientConfig config) {
    return new Attempts(config.patienceMs(), config.retryBackoffMs());
  }

  /** For what is there at once or not at all: a first broker, a topic. */
  public static Attempts forBootstrap(ClientConfig config) {
    return new Attempts(config.bootstrapPatienceMs(), config.retryBackoffMs());
  }

  /** The result of the first attempt that succeeds, or the last failure. */
  public <R> R repeat(Supplier<R> work) {
    long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMs);
    while (true) {
      try {
        return work.get();
      } catch (ClientException e) {
        if (!e.isRetriable() || System.nanoTime() - deadlineNanos >= 0) {
          throw e;
        }
        pause();
      }
    }
  }

  /**
   * Lets some time go by.
   *
   * @throws ClientException if the thread is interrupted
   */
  public void pause() {
    try {
      Thread.sleep(backoffMs);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException("interrupted", e);
    }
  }
}
