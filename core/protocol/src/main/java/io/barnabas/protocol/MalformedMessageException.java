package io.barnabas.protocol;

/** Bytes that are not the message they should be. */
public final class MalformedMessageException extends RuntimeException {
  public MalformedMessageException(String message) {
    super(message);
  }

  public static MalformedMessageException noSuchVersion(String message, short version) {
    return new MalformedMessageException(message + " has no version " + version);
  }

  public static MalformedMessageException noSuchRecordType(short type) {
    return new MalformedMessageException("there is no record of type " + type);
  }
}
