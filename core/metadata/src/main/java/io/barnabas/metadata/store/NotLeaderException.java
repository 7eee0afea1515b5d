package io.barnabas.metadata.store;

/** An append of a leader that is no more; nothing was appended. */
public final class NotLeaderException extends MetadataStoreException {
  public NotLeaderException(int epoch, int currentEpoch) {
    super("Epoch " + epoch + " has ended; the current one is " + currentEpoch);
  }
}
