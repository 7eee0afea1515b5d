package io.barnabas.metadata.store;

/** The metadata log can't be read or written; the message is one line for the operator. */
public class MetadataStoreException extends RuntimeException {
  public MetadataStoreException(String message) {
    super(message);
  }

  public MetadataStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
