package io.barnabas.client.consumer;

import io.barnabas.client.ClientException;
import io.barnabas.client.ClientProperties;
import java.time.DateTimeException;
import java.time.Duration;

/** What {@code auto.offset.reset} says: where to go on without an offset that is there. */
public sealed interface ResetPolicy {
  /** At a place that stays the same. */
  record To(StartPosition position) implements ResetPolicy {}

  /** At the first record not older than that (KIP-1106). */
  record Back(Duration duration) implements ResetPolicy {}

  /** Nowhere. */
  record Fail() implements ResetPolicy {}

  /**
   * The policy of a value.
   *
   * @throws ClientException if there is none
   */
  static ResetPolicy parse(String value) {
    return switch (value) {
      case "earliest" -> new To(new StartPosition.Earliest());
      case "latest" -> new To(new StartPosition.Latest());
      case "none" -> new Fail();
      default -> back(value);
    };
  }

  private static ResetPolicy back(String value) {
    String prefix = "by_duration:";
    String allowed = "earliest, latest, none or by_duration:PnDTnHnMn.nS";
    if (!value.startsWith(prefix)) {
      throw ClientProperties.invalid("auto.offset.reset", value, allowed, null);
    }
    try {
      Duration duration = Duration.parse(value.substring(prefix.length()));
      if (duration.isNegative()) {
        throw ClientProperties.invalid("auto.offset.reset", value, allowed, null);
      }
      return new Back(duration);
    } catch (DateTimeException e) {
      throw ClientProperties.invalid("auto.offset.reset", value, allowed, e);
    }
  }
}
