package io.barnabas.cli.groups;

import io.barnabas.cli.UsageException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;

/** Reads a date and time as Kafka's tools take it: ISO 8601, in UTC unless it has a zone. */
final class ResetTime {
  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHmm", "Z")
          .optionalEnd()
          .toFormatter(java.util.Locale.ROOT);

  private ResetTime() {}

  /**
   * The moment.
   *
   * @throws UsageException if it is not a date and time
   */
  static Instant parse(String text) {
    try {
      TemporalAccessor parsed =
          FORMAT.parseBest(text, java.time.OffsetDateTime::from, LocalDateTime::from);
      return switch (parsed) {
        case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
        default -> Instant.from(parsed);
      };
    } catch (DateTimeException e) {
      throw new UsageException(
          "'" + text + "' is not a date and time; write it as 2026-01-31T13:00:00.000");
    }
  }
}
