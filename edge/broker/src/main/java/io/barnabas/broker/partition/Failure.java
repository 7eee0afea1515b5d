package io.barnabas.broker.partition;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.log.LogException;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.record.InvalidBatchException;
import io.barnabas.replication.RefusedException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client is told of a failure: an error code, and a sentence where there is one. */
public record Failure(ErrorCode error, @Nullable String message) {
  private static final Logger log = LoggerFactory.getLogger(Failure.class);

  /**
   * Reads a failure; one that nobody foresaw is a defect, logged here and told as
   * UNKNOWN_SERVER_ERROR.
   */
  public static Failure of(Throwable failure) {
    return switch (causeOf(failure)) {
      case RefusedException refused -> new Failure(refused.error(), refused.getMessage());
      case CoordinatorException refused -> new Failure(refused.error(), refused.getMessage());
      case LogException refusal -> new Failure(refusal.errorCode(), refusal.getMessage());
      case InvalidBatchException invalid ->
          // The reasons bear the names of the codes.
          new Failure(ErrorCode.valueOf(invalid.reason().name()), invalid.getMessage());
      case Throwable defect -> {
        log.error("A request failed", defect);
        yield new Failure(ErrorCode.UNKNOWN_SERVER_ERROR, "the broker failed; its log says more");
      }
    };
  }

  private static Throwable causeOf(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? causeOf(cause) : failure;
  }
}
