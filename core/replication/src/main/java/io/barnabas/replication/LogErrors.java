package io.barnabas.replication;

import io.barnabas.log.LogException;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.record.InvalidBatchException;

/** The wire's error codes for what a log refuses. */
public final class LogErrors {
  private LogErrors() {}

  /** The code for batches that a log does not take; the reasons bear the codes' names. */
  public static ErrorCode codeOf(InvalidBatchException refusal) {
    return ErrorCode.valueOf(refusal.reason().name());
  }

  /** The code that a client is to be given. */
  public static ErrorCode codeOf(LogException refusal) {
    return switch (refusal) {
      case LogException.AppendTooLarge e -> ErrorCode.RECORD_LIST_TOO_LARGE;
      case LogException.OutOfOrderSequence e -> ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER;
      case LogException.InvalidProducerEpoch e -> ErrorCode.INVALID_PRODUCER_EPOCH;
      case LogException.UnexpectedOffset e -> ErrorCode.UNKNOWN_SERVER_ERROR;
      case LogException.OffsetOutOfRange e -> ErrorCode.OFFSET_OUT_OF_RANGE;
      case LogException.Unavailable e -> ErrorCode.NOT_LEADER_OR_FOLLOWER;
      case LogException.StorageFailure e -> ErrorCode.KAFKA_STORAGE_ERROR;
    };
  }
}
