package io.barnabas.metadata.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Parsed values of every config of a table, by name; immutable. */
final class ConfigValues {
  private final Map<String, Object> values;

  private ConfigValues(Map<String, Object> values) {
    this.values = values;
  }

  /**
   * Parses what was set, and the default of the rest.
   *
   * @param texts the text set for a name, null where none is
   * @throws InvalidConfigException for the first bad value
   */
  static ConfigValues parse(ConfigTable table, Function<String, @Nullable String> texts) {
    Map<String, Object> values = HashMap.newHashMap(table.keys().size());
    for (ConfigKey key : table.keys()) {
      String text = texts.apply(key.name());
      if (text != null) {
        values.put(key.name(), key.parse(text));
      } else if (key.defaultValue() != null) {
        values.put(key.name(), key.type().parse(key.defaultValue()));
      }
    }
    return new ConfigValues(values);
  }

  @Nullable Object find(String name) {
    return values.get(name);
  }

  boolean booleanOf(String name) {
    return (Boolean) require(name);
  }

  int intOf(String name) {
    return (Integer) require(name);
  }

  short shortOf(String name) {
    return (Short) require(name);
  }

  long longOf(String name) {
    return (Long) require(name);
  }

  double doubleOf(String name) {
    return (Double) require(name);
  }

  String stringOf(String name) {
    return (String) require(name);
  }

  @SuppressWarnings("unchecked")
  List<String> listOf(String name) {
    return (List<String>) require(name);
  }

  private Object require(String name) {
    Object value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("No value is set for " + name);
    }
    return value;
  }
}
