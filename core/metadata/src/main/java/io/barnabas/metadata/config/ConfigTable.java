package io.barnabas.metadata.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All configs of one kind of resource, by name. */
public final class ConfigTable {
  /** What a broker's properties file may set: the names of Kafka 4.4 and 3.9, and our own. */
  public static final ConfigTable BROKER = load("broker-configs.txt");

  /** What may be set for one topic. */
  public static final ConfigTable TOPIC = load("topic-configs.txt");

  /** What may be set for one group, of what has an effect here. */
  public static final ConfigTable GROUP = load("group-configs.txt");

  private final Map<String, ConfigKey> keys;

  private ConfigTable(Map<String, ConfigKey> keys) {
    this.keys = Collections.unmodifiableMap(keys);
  }

  private static ConfigTable load(String resource) {
    Map<String, ConfigKey> keys = new LinkedHashMap<>();
    try (InputStream in = ConfigTable.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("The resource " + resource + " is missing");
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          ConfigKey key = ConfigKey.parseLine(line);
          keys.put(key.name(), key);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ConfigTable(keys);
  }

  /** The definition of a name, null where there is none. */
  public @Nullable ConfigKey find(String name) {
    return keys.get(name);
  }

  /**
   * The definition of a name that is surely there.
   *
   * @throws IllegalArgumentException where it is not
   */
  public ConfigKey require(String name) {
    ConfigKey key = keys.get(name);
    if (key == null) {
      throw new IllegalArgumentException("No config is named " + name);
    }
    return key;
  }

  /** All definitions, in the table's order. */
  public Collection<ConfigKey> keys() {
    return keys.values();
  }

  /** The known name most like this one, for a hint; empty where none is near. */
  public Optional<String> nearest(String name) {
    return NearestName.among(keys.keySet(), name);
  }
}
