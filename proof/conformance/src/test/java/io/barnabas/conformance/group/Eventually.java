package io.barnabas.conformance.group;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what must become true. */
public final class Eventually {
  private static final long LIMIT_SECONDS = 40;
  private static final long PAUSE_MS = 5;

  private Eventually() {}

  /**
   * Comes back as soon as it holds; fails if it never does.
   *
   * @param seen what to tell when it fails
   */
  public static void holds(BooleanSupplier condition, Supplier<?> seen) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(LIMIT_SECONDS)) {
        throw new AssertionError(
            "Not within " + LIMIT_SECONDS + " s; what there is: " + seen.get());
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting", e);
    }
  }
}
