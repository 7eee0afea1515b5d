package io.barnabas.cli;

/** Options that don't go together, or a value that can't be meant. */
public final class UsageException extends RuntimeException {
  public UsageException(String message) {
    super(message);
  }
}
