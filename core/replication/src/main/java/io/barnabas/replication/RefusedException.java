package io.barnabas.replication;

import io.barnabas.protocol.ErrorCode;

/**
 * A request that a partition does not grant, with the error that its sender is to be given. Carries
 * no stack trace.
 */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode error;

  public RefusedException(ErrorCode error, String message) {
    super(message, null, false, false);
    this.error = error;
  }

  public ErrorCode error() {
    return error;
  }
}
