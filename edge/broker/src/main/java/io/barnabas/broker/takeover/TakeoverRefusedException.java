package io.barnabas.broker.takeover;

/** Log directories that can't be taken over as they are. The message is for the operator. */
public final class TakeoverRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TakeoverRefusedException(String message) {
    super(message);
  }

  TakeoverRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
