package io.barnabas.metadata.config;

/** A config that can't be taken; the message is one line for the person who set it. */
public final class InvalidConfigException extends RuntimeException {
  public InvalidConfigException(String message) {
    super(message);
  }

  public InvalidConfigException(String message, Throwable cause) {
    super(message, cause);
  }
}
