package io.barnabas.protocol;

/** A message that the version it is to be written in can't express. */
public final class UnwritableMessageException extends RuntimeException {
  public UnwritableMessageException(String message) {
    super(message);
  }

  public static UnwritableMessageException noSuchVersion(String message, short version) {
    return new UnwritableMessageException(message + " has no version " + version);
  }

  public static UnwritableMessageException noSuchField(String field, short version) {
    return new UnwritableMessageException(field + " is set, but version " + version + " lacks it");
  }

  public static UnwritableMessageException isNull(String field, short version) {
    return new UnwritableMessageException(field + " can't be null in version " + version);
  }
}
