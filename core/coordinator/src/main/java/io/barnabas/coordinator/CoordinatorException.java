package io.barnabas.coordinator;

import io.barnabas.protocol.ErrorCode;

/** A coordinator's refusal, as the client is told it. */
public final class CoordinatorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode error;

  /**
   * @param message what is wrong, and with what
   */
  public CoordinatorException(ErrorCode error, String message) {
    // A refusal is an answer, not a defect; its stack would cost more than all else of it.
    super(message, null, false, false);
    this.error = error;
  }

  public ErrorCode error() {
    return error;
  }
}
