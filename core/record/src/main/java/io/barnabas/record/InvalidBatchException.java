package io.barnabas.record;

/** Bytes that are not the record batch they claim to be, or one that a log must not take. */
public final class InvalidBatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What a client is told; the names are those of Kafka's error codes. */
  public enum Reason {
    /** The bytes disagree with their own size or checksum. */
    CORRUPT_MESSAGE,
    /** The bytes arrived whole, but say something a log does not take. */
    INVALID_RECORD,
    /** A timestamp outside the topic's bounds, or of a type a producer may not set. */
    INVALID_TIMESTAMP,
    /** More bytes than the topic allows, packed or unpacked. */
    MESSAGE_TOO_LARGE,
    /** A codec that is unknown, or that the message format does not have. */
    UNSUPPORTED_COMPRESSION_TYPE,
    /** A message format that does not serve here. */
    UNSUPPORTED_FOR_MESSAGE_FORMAT
  }

  private final Reason reason;

  public InvalidBatchException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public InvalidBatchException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Throws with {@link Reason#INVALID_RECORD} unless the condition holds. */
  public static void require(boolean condition, String complaint) {
    if (!condition) {
      throw new InvalidBatchException(Reason.INVALID_RECORD, complaint);
    }
  }

  /** What kind of refusal this is. */
  public Reason reason() {
    return reason;
  }
}
