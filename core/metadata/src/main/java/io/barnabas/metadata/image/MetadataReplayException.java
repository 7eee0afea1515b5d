package io.barnabas.metadata.image;

/** A metadata record that does not fit what was replayed before it; the log can't be trusted. */
public final class MetadataReplayException extends RuntimeException {
  public MetadataReplayException(String message) {
    super(message);
  }
}
