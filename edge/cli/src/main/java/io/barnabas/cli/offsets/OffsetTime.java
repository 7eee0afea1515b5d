package io.barnabas.cli.offsets;

import io.barnabas.cli.UsageException;
import io.barnabas.client.admin.OffsetSpec;

/** Reads which offset is asked for: a name, the negative number that stands for it, or a time. */
final class OffsetTime {
  private OffsetTime() {}

  /**
   * The offset asked for.
   *
   * @throws UsageException if it is neither a name nor a number
   */
  static OffsetSpec parse(String time) {
    return switch (time) {
      case "latest" -> OffsetSpec.LATEST;
      case "earliest" -> OffsetSpec.EARLIEST;
      case "max-timestamp" -> OffsetSpec.MAX_TIMESTAMP;
      case "earliest-local" -> OffsetSpec.EARLIEST_LOCAL;
      case "latest-tiered" -> OffsetSpec.LATEST_TIERED;
      case "earliest-pending-upload" -> OffsetSpec.EARLIEST_PENDING_UPLOAD;
      default -> new OffsetSpec(number(time));
    };
  }

  private static long number(String time) {
    try {
      return Long.parseLong(time);
    } catch (NumberFormatException e) {
      throw new UsageException(
          "Malformed time argument "
              + time
              + "; use -1 or latest, -2 or earliest, -3 or max-timestamp, -4 or earliest-local, -5"
              + " or latest-tiered, -6 or earliest-pending-upload, or milliseconds since 1970");
    }
  }
}
