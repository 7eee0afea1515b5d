package io.barnabas.metadata.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One config as DescribeConfigs and CreateTopics report it.
 *
 * @param value null where nothing is set, and where it must not be shown
 * @param synonyms all values it could have, the one that counts first (KIP-226)
 */
public record ConfigEntry(
    ConfigKey key,
    @Nullable String value,
    ConfigSource source,
    boolean readOnly,
    List<Synonym> synonyms) {
  public String name() {
    return key.name();
  }

  /** One of the places in which a value is set. */
  public record Synonym(String name, @Nullable String value, ConfigSource source) {}
}
