package io.barnabas.conformance.client;

/** An operation ended with an error of the client or the broker. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String error;

  /**
   * @param error the simple name of the client's exception, such as RecordTooLargeException
   */
  public RefusedException(String error, Throwable cause) {
    super(error + ": " + cause.getMessage(), cause);
    this.error = error;
  }

  /** The simple name of the client's exception. */
  public String error() {
    return error;
  }
}
