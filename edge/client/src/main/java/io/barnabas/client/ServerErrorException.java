package io.barnabas.client;

import io.barnabas.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/** A broker answered with an error. The message is the broker's own where it sent one. */
public final class ServerErrorException extends ClientException {
  private final ErrorCode code;

  private ServerErrorException(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  /** Throws if the code says anything but success. */
  public static void check(short errorCode, @Nullable String message) {
    if (errorCode != ErrorCode.NONE.code()) {
      throw of(errorCode, message);
    }
  }

  public static ServerErrorException of(short errorCode, @Nullable String message) {
    ErrorCode code = codeOf(errorCode);
    return new ServerErrorException(code, message == null ? code.message() : message);
  }

  /** The error of a number; a number that this release does not know is an unknown error. */
  public static ErrorCode codeOf(short errorCode) {
    ErrorCode code = ErrorCode.forCode(errorCode);
    return code == null ? ErrorCode.UNKNOWN_SERVER_ERROR : code;
  }

  public ErrorCode code() {
    return code;
  }

  @Override
  public boolean isRetriable() {
    return code.isRetriable();
  }
}
