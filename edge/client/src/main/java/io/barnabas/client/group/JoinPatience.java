package io.barnabas.client.group;

import io.barnabas.client.Attempts;
import io.barnabas.client.ClientConfig;
import io.barnabas.client.ClientException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How long a member tries to get into its group while something is wrong that may pass. */
final class JoinPatience {
  private static final long NEVER = Long.MIN_VALUE;

  private final Attempts attempts;
  private final LongSupplier nanos;
  private long firstFailureNanos = NEVER;

  JoinPatience(ClientConfig config, LongSupplier nanos) {
    this.attempts = Attempts.of(config);
    this.nanos = nanos;
  }

  void succeeded() {
    firstFailureNanos = NEVER;
  }

  /**
   * Waits a moment before the next attempt.
   *
   * @throws ClientException the failure itself, if it will not pass, or has not for too long
   */
  void pauseOrThrow(ClientException failure) {
    long now = nanos.getAsLong();
    firstFailureNanos = firstFailureNanos == NEVER ? now : firstFailureNanos;
    long failingMs = TimeUnit.NANOSECONDS.toMillis(now - firstFailureNanos);
    if (!failure.isRetriable() || failingMs >= attempts.patienceMs()) {
      throw failure;
    }
    attempts.pause();
  }
}
