package io.barnabas.client.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A configuration in force.
 *
 * @param value null if it has none, or is secret
 * @param synonyms every place it could come from, the one in force first
 */
public record ConfigEntry(
    String name,
    @Nullable String value,
    ConfigSource source,
    boolean sensitive,
    boolean readOnly,
    List<Synonym> synonyms) {

  /** A value that this configuration has at one place, under the name it has there. */
  public record Synonym(ConfigSource source, String name, @Nullable String value) {}
}
