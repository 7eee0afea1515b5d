package io.barnabas.log;

import io.barnabas.environment.DiskWork;
import io.barnabas.environment.Lane;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Takes a log's files into memory. */
final class LogOpening {
  private LogOpening() {}

  /**
   * Fails with {@link LogException}.
   *
   * @param lane behind what is still being done to the files
   */
  static CompletionStage<LoadedLog> load(Lane lane, DiskWork<LoadedLog> work) {
    return lane.submit(work).exceptionallyCompose(e -> CompletableFuture.failedFuture(failure(e)));
  }

  static LogException failure(@Nullable Throwable cause) {
    return cause instanceof LogException known
        ? known
        : new LogException.StorageFailure("The log can't be opened: " + cause, cause);
  }
}
