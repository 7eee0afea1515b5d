package io.barnabas.metadata.config;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The text of a properties file, and what the command line sets above it. */
public final class PropertiesText {
  private PropertiesText() {}

  /**
   * Reads the text of a file in Java's properties format, and then each {@code name=value}.
   *
   * @throws InvalidConfigException where the text or an override is not of that form
   */
  public static Map<String, String> parse(String text, List<String> overrides) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigException("The properties file can't be read: " + e.getMessage(), e);
    }
    Map<String, String> values = new HashMap<>();
    for (String name : properties.stringPropertyNames()) {
      values.put(name, properties.getProperty(name));
    }
    for (String override : overrides) {
      int equals = override.indexOf('=');
      if (equals <= 0) {
        throw new InvalidConfigException(
            "An override has the form name=value, but not " + override);
      }
      values.put(override.substring(0, equals).trim(), override.substring(equals + 1).trim());
    }
    return Map.copyOf(values);
  }
}
