package io.barnabas.metadata.config;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One config as its table defines it.
 *
 * @param defaultValue as text; null where no value is a valid state
 * @param used whether the value has an effect in this release
 */
public record ConfigKey(
    String name,
    ConfigType type,
    @Nullable String defaultValue,
    Allowed allowed,
    UpdateMode updateMode,
    boolean used,
    String documentation) {

  /** Whether the value must never be shown. */
  public boolean isSensitive() {
    return type == ConfigType.PASSWORD;
  }

  /**
   * The value a text stands for, of the type's Java class.
   *
   * @throws InvalidConfigException where it is of another type or not allowed
   */
  public Object parse(String text) {
    try {
      Object value = type.parse(text);
      allowed.check(value);
      return value;
    } catch (IllegalArgumentException e) {
      String shown = isSensitive() ? "[hidden]" : text;
      throw new InvalidConfigException(
          "Invalid value " + shown + " for configuration " + name + ": " + e.getMessage(), e);
    }
  }

  /** The elements of a list as text, of the default where there is no text. */
  public List<String> elementsOf(@Nullable String text) {
    String counted = text != null ? text : Objects.requireNonNullElse(defaultValue, "");
    return ConfigType.parseList(counted.trim());
  }

  /**
   * Reads one line of a table: name, type, default, allowed, update mode, effect and documentation,
   * with bars between them. Default {@code null} means no value, and nothing means the empty text.
   */
  static ConfigKey parseLine(String line) {
    String[] columns = line.split("\\|", 7);
    String defaultValue = columns[2].strip();
    return new ConfigKey(
        columns[0].strip(),
        ConfigType.valueOf(columns[1].strip()),
        defaultValue.equals("null") ? null : defaultValue,
        Allowed.parse(columns[3].strip()),
        UpdateMode.valueOf(columns[4].strip()),
        columns[5].strip().equals("used"),
        columns[6].strip());
  }
}
