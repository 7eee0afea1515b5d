package io.barnabas.metadata.controller;

import io.barnabas.protocol.ErrorCode;

/** Part of a command can't be done; carries what the client is told. */
final class RefusedException extends RuntimeException {
  private final ErrorCode code;

  RefusedException(ErrorCode code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  ErrorCode code() {
    return code;
  }
}
