package io.barnabas.log;

import io.barnabas.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Why a log did not do what it was asked for. Refusals that bad input can provoke carry no stack
 * trace.
 */
public abstract sealed class LogException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode errorCode;

  private LogException(ErrorCode errorCode, String message) {
    super(message, null, false, false);
    this.errorCode = errorCode;
  }

  private LogException(ErrorCode errorCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.errorCode = errorCode;
  }

  /** What a client is told. */
  public ErrorCode errorCode() {
    return errorCode;
  }

  /** More bytes in one append than a segment holds. */
  public static final class AppendTooLarge extends LogException {
    private static final long serialVersionUID = 1L;

    public AppendTooLarge(int sizeBytes, int segmentBytes) {
      super(
          ErrorCode.RECORD_LIST_TOO_LARGE,
          "The append of %d bytes exceeds a segment of %d".formatted(sizeBytes, segmentBytes));
    }
  }

  /** A producer's sequence numbers have a gap. */
  public static final class OutOfOrderSequence extends LogException {
    private static final long serialVersionUID = 1L;

    public OutOfOrderSequence(String message) {
      super(ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER, message);
    }
  }

  /** A producer that a newer epoch has replaced. */
  public static final class InvalidProducerEpoch extends LogException {
    private static final long serialVersionUID = 1L;

    public InvalidProducerEpoch(String message) {
      super(ErrorCode.INVALID_PRODUCER_EPOCH, message);
    }
  }

  /** Batches of a follower that do not continue its log. */
  public static final class UnexpectedOffset extends LogException {
    private static final long serialVersionUID = 1L;

    public UnexpectedOffset(long logEndOffset, long offset) {
      super(
          ErrorCode.UNKNOWN_SERVER_ERROR,
          "Offset %d does not continue a log that ends at %d".formatted(offset, logEndOffset));
    }
  }

  /** No such offset in the log. */
  public static final class OffsetOutOfRange extends LogException {
    private static final long serialVersionUID = 1L;

    public OffsetOutOfRange(long offset, long logStartOffset, long endOffset) {
      super(
          ErrorCode.OFFSET_OUT_OF_RANGE,
          "Offset %d is not within %d to %d".formatted(offset, logStartOffset, endOffset));
    }
  }

  /** The log is closed, deleted, or being truncated. */
  public static final class Unavailable extends LogException {
    private static final long serialVersionUID = 1L;

    public Unavailable(String message) {
      super(ErrorCode.NOT_LEADER_OR_FOLLOWER, message);
    }
  }

  /** What was to be read is not what was written. */
  public static final class Damaged extends LogException {
    private static final long serialVersionUID = 1L;

    public Damaged(Throwable cause) {
      super(ErrorCode.CORRUPT_MESSAGE, String.valueOf(cause.getMessage()), cause);
    }
  }

  /** The disk failed or is full. */
  public static final class StorageFailure extends LogException {
    private static final long serialVersionUID = 1L;

    public StorageFailure(String message, @Nullable Throwable cause) {
      super(ErrorCode.KAFKA_STORAGE_ERROR, message, cause);
    }
  }
}
