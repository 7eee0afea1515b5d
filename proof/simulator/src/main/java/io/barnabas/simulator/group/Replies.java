package io.barnabas.simulator.group;

import io.barnabas.protocol.ErrorCode;
import io.barnabas.simulator.Violation;
import io.barnabas.simulator.WireClient;

/** What an error code tells a member to do. */
enum Replies {
  DONE,
  /** The coordinator is not there yet, or the group is busy. */
  TRY_AGAIN,
  REJOIN,
  /** The coordinator knows nothing of the member any more. */
  BEGIN_ANEW;

  static Replies of(short code, Object answer) {
    ErrorCode error = WireClient.errorOf(code);
    return switch (error) {
      case NONE -> DONE;
      case NOT_COORDINATOR,
          COORDINATOR_NOT_AVAILABLE,
          COORDINATOR_LOAD_IN_PROGRESS,
          UNRELEASED_INSTANCE_ID,
          UNKNOWN_TOPIC_OR_PARTITION ->
          TRY_AGAIN;
      case REBALANCE_IN_PROGRESS, STALE_MEMBER_EPOCH -> REJOIN;
      case UNKNOWN_MEMBER_ID,
          ILLEGAL_GENERATION,
          FENCED_INSTANCE_ID,
          FENCED_MEMBER_EPOCH,
          GROUP_ID_NOT_FOUND ->
          BEGIN_ANEW;
      default -> throw new Violation("A member was answered " + error + ": " + answer);
    };
  }
}
