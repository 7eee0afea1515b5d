package io.barnabas.log;

import java.util.concurrent.CompletableFuture;

/** An append that waits for its bytes to be written. */
record PendingAppend(AppendResult result, CompletableFuture<AppendResult> stage) {
  static PendingAppend of(AppendResult result) {
    return new PendingAppend(result, new CompletableFuture<>());
  }

  void succeed() {
    stage.complete(result);
  }

  void fail(LogException.StorageFailure failure) {
    stage.completeExceptionally(failure);
  }
}
