package io.barnabas.broker.storage;

/** A log directory that is not this node's. The message is for the operator. */
public final class ForeignDirectoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ForeignDirectoryException(String message) {
    super(message);
  }
}
