package io.barnabas.cli.configs;

import io.barnabas.cli.UsageException;
import io.barnabas.client.admin.ConfigResource;
import org.jspecify.annotations.Nullable;

/**
 * What has the configurations.
 *
 * @param name null for all of the type, empty for their default
 */
record Entity(EntityType type, @Nullable String name) {
  boolean isDefault() {
    return name != null && name.isEmpty();
  }

  /** The one thing that is meant, for a request about it. */
  ConfigResource resource() {
    if (name == null) {
      throw new UsageException("say which: --entity-name NAME, or --entity-default");
    }
    return new ConfigResource(type.resourceType(), name);
  }

  Entity named(String one) {
    return new Entity(type, one);
  }
}
