package io.barnabas.metadata.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a properties file says in vain. */
final class ConfigWarnings {
  private static final List<String> PLUGIN_PREFIXES =
      List.of("config.providers.", "rsm.config.", "rlmm.config.", "confluent.");

  private ConfigWarnings() {}

  /** A line for each unknown name, and one for all the names that have no effect yet. */
  static List<String> of(Map<String, String> properties) {
    List<String> warnings = new ArrayList<>();
    List<String> unused = new ArrayList<>();
    for (Map.Entry<String, String> property : new TreeMap<>(properties).entrySet()) {
      String name = property.getKey();
      ConfigKey key = ConfigTable.BROKER.find(ConfigSynonyms.tableName(name));
      if (key == null && PLUGIN_PREFIXES.stream().noneMatch(name::startsWith)) {
        warnings.add(unknown(name));
      } else if (key == null || isUnused(ConfigTable.BROKER.find(name), property.getValue())) {
        unused.add(name);
      }
    }
    if (!unused.isEmpty()) {
      warnings.add(
          "Known to Kafka, but without effect in this release: " + String.join(", ", unused));
    }
    return List.copyOf(warnings);
  }

  private static boolean isUnused(@Nullable ConfigKey key, String value) {
    return key == null || (!key.used() && !value.trim().equals(key.defaultValue()));
  }

  private static String unknown(String name) {
    return "Unknown configuration "
        + name
        + ConfigTable.BROKER.nearest(name).map(near -> ": did you mean " + near + "?").orElse("");
  }
}
