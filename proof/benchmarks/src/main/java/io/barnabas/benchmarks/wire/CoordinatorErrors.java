package io.barnabas.benchmarks.wire;

import io.barnabas.protocol.ErrorCode;

/** What a coordinator answers while it is not ready. */
public final class CoordinatorErrors {
  private CoordinatorErrors() {}

  /** Whether the question may be answered a moment later. */
  public static boolean isPassing(short error) {
    return error == ErrorCode.COORDINATOR_NOT_AVAILABLE.code()
        || error == ErrorCode.COORDINATOR_LOAD_IN_PROGRESS.code()
        || error == ErrorCode.NOT_COORDINATOR.code();
  }
}
