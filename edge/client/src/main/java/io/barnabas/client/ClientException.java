package io.barnabas.client;

/**
 * What a client was asked to do can't be done. The message is for the person at the keyboard: what
 * is wrong, where, and what to do about it.
 */
public class ClientException extends RuntimeException {
  public ClientException(String message) {
    super(message);
  }

  public ClientException(String message, Throwable cause) {
    super(message, cause);
  }

  /** True if the same attempt may succeed a moment later. */
  public boolean isRetriable() {
    return false;
  }
}
