package io.barnabas.log;

import io.barnabas.environment.DiskWork;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Takes a log's files into memory. */
final class LogOpening {
  private LogOpening() {}

  /**
   * Fails with {@link LogException}.
   *
   * @param lanes of the log
   */
  static CompletionStage<LoadedLog> load(LogLanes lanes, DiskWork<LoadedLog> work) {
    return lanes
        .write()
        .submit(work)
        .exceptionallyCompose(e -> CompletableFuture.failedFuture(failure(e)));
  }

  static LogException failure(@Nullable Throwable cause) {
    return cause instanceof LogException known
        ? known
        : new LogException.StorageFailure("The log can't be opened: " + cause, cause);
  }
}
