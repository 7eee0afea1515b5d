package io.barnabas.coordinator.group.classic;

import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.coordinator.runtime.Decision;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Decisions that no client waits for. */
final class Unasked {
  private Unasked() {}

  static Decision<Void> decide(List<CoordinatorRecord> records) {
    return new Decision<>(records, CompletableFuture.completedStage(null), Decision.Outcome.NONE);
  }
}
