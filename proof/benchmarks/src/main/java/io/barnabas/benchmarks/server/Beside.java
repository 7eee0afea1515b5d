package io.barnabas.benchmarks.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Work on the disk that goes on beside another, on a thread of its own, until it is closed. */
final class Beside implements AutoCloseable {
  private final CompletableFuture<Void> work;
  private volatile boolean isClosing;

  private Beside(Step step) {
    work = CompletableFuture.runAsync(() -> repeat(step), task -> Thread.ofPlatform().start(task));
  }

  /** A small part of the work. */
  interface Step {
    void run() throws IOException;
  }

  /** Does a step again and again. */
  static Beside repeating(Step step) {
    return new Beside(step);
  }

  private void repeat(Step step) {
    try {
      while (!isClosing) {
        step.run();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the step under way. */
  @Override
  public void close() throws IOException {
    isClosing = true;
    try {
      work.join();
    } catch (CompletionException e) {
      throw new IOException("The disk failed beside what was measured", e.getCause());
    }
  }
}
