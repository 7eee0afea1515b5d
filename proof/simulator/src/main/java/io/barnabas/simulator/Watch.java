package io.barnabas.simulator;

import io.barnabas.environment.simulated.CrashedException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that what a simulation's own callbacks throw is not lost in a completion stage: the
 * first failure is kept until {@link #check}.
 */
public final class Watch {
  private @Nullable Throwable failure;

  /** Calls back with the result, or with the failure as it was thrown. */
  public <T> void when(
      CompletionStage<T> stage, BiConsumer<@Nullable T, @Nullable Throwable> callback) {
    stage.whenComplete((result, thrown) -> guard(() -> callback.accept(result, causeOf(thrown))));
  }

  /** Runs something and keeps what it throws, unless that is the planned end of the machine. */
  public void guard(Runnable task) {
    try {
      task.run();
    } catch (CrashedException e) {
      throw e;
    } catch (Throwable e) {
      if (failure == null) {
        failure = e;
      }
    }
  }

  /** Throws the first failure. */
  public void check() {
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }

  private static @Nullable Throwable causeOf(@Nullable Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }
}
