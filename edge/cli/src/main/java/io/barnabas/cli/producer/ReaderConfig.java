package io.barnabas.cli.producer;

import io.barnabas.cli.UsageException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a line is taken apart: headers, then key, then value, each only if asked for.
 *
 * @param ignoreErrors whether a line that lacks a separator is taken whole
 * @param nullMarker text that stands for null, or null if none does
 */
record ReaderConfig(
    boolean parseKey,
    boolean parseHeaders,
    boolean ignoreErrors,
    Separators separators,
    @Nullable String nullMarker) {

  /** What stands between the parts, and between and in the headers. */
  record Separators(String key, String headersEnd, String headers, String headerKey) {}

  /**
   * From properties with the names of Kafka's line reader.
   *
   * @throws UsageException if two separators are the same
   */
  static ReaderConfig from(Map<String, String> properties) {
    Separators separators =
        new Separators(
            properties.getOrDefault("key.separator", "\t"),
            properties.getOrDefault("headers.delimiter", "\t"),
            properties.getOrDefault("headers.separator", ","),
            properties.getOrDefault("headers.key.separator", ":"));
    String nullMarker = properties.get("null.marker");
    checkDistinct(separators, nullMarker);
    return new ReaderConfig(
        isTrue(properties, "parse.key"),
        isTrue(properties, "parse.headers"),
        isTrue(properties, "ignore.error"),
        separators,
        nullMarker);
  }

  private static boolean isTrue(Map<String, String> properties, String name) {
    return properties.getOrDefault(name, "false").strip().equalsIgnoreCase("true");
  }

  private static void checkDistinct(Separators separators, @Nullable String nullMarker) {
    differ("headers.delimiter", separators.headersEnd, "headers.separator", separators.headers);
    differ(
        "headers.delimiter", separators.headersEnd, "headers.key.separator", separators.headerKey);
    differ("headers.separator", separators.headers, "headers.key.separator", separators.headerKey);
    differ("null.marker", nullMarker, "key.separator", separators.key);
    differ("null.marker", nullMarker, "headers.delimiter", separators.headersEnd);
    differ("null.marker", nullMarker, "headers.separator", separators.headers);
    differ("null.marker", nullMarker, "headers.key.separator", separators.headerKey);
  }

  private static void differ(String name, @Nullable String value, String other, String otherValue) {
    if (otherValue.equals(value)) {
      throw new UsageException(name + " and " + other + " must not be the same");
    }
  }
}
