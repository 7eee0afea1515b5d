package io.barnabas.client;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** Names and values with Kafka's names, read with a check of each value. Immutable. */
public record ClientProperties(Map<String, String> values) {
  public ClientProperties {
    values = Map.copyOf(values);
  }

  public static ClientProperties of(String name, String value) {
    return new ClientProperties(Map.of(name, value));
  }

  /**
   * Reads a properties file.
   *
   * @throws ClientException if it can't be read
   */
  public static ClientProperties load(Path file) {
    Properties loaded = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      loaded.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new ClientException("can't read the properties file " + file + ": " + e, e);
    }
    Map<String, String> values = new HashMap<>();
    loaded.forEach((name, value) -> values.put((String) name, ((String) value).strip()));
    return new ClientProperties(values);
  }

  /** These properties, with the others' values where both have one. */
  public ClientProperties overriddenBy(Map<String, String> others) {
    Map<String, String> merged = new HashMap<>(values);
    merged.putAll(others);
    return new ClientProperties(merged);
  }

  public String text(String name, String defaultValue) {
    return values.getOrDefault(name, defaultValue);
  }

  /**
   * A number of 0 or more.
   *
   * @throws ClientException if the value is something else
   */
  public int number(String name, int defaultValue) {
    String value = values.get(name);
    if (value == null) {
      return defaultValue;
    }
    try {
      return Integer.parseUnsignedInt(value);
    } catch (NumberFormatException e) {
      throw invalid(name, value, "a whole number from 0 to 2147483647", e);
    }
  }

  /**
   * A value of true or false.
   *
   * @throws ClientException if the value is something else
   */
  public boolean flag(String name, boolean defaultValue) {
    String value = text(name, Boolean.toString(defaultValue));
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw invalid(name, value, "true or false", null);
    };
  }

  /** The complaint about a bad value, for readers of values with rules of their own. */
  public static ClientException invalid(
      String name,
      String value,
      String allowed,
      @org.jspecify.annotations.Nullable Throwable cause) {
    String message = "Invalid value " + value + " for configuration " + name + ": use " + allowed;
    return cause == null ? new ClientException(message) : new ClientException(message, cause);
  }
}
