package io.barnabas.metadata.takeover;

import io.barnabas.metadata.config.ConfigKey;
import io.barnabas.metadata.config.ConfigTable;
import io.barnabas.metadata.config.InvalidConfigException;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.ConfigResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Looks through the configs that were set at run time. */
final class ConfigReview {
  private static final String TIERED = "remote.storage.enable";

  private final List<Finding> findings = new ArrayList<>();
  private final TreeSet<String> withoutEffect = new TreeSet<>();

  private ConfigReview() {}

  static List<Finding> of(ClusterImage image) {
    ConfigReview review = new ConfigReview();
    image.configs().forEach(review::look);
    if (!review.withoutEffect.isEmpty()) {
      review.findings.add(
          Finding.kept("the configs " + review.withoutEffect + ", which have no effect here"));
    }
    return review.findings;
  }

  private void look(ConfigResource resource, Map<String, String> configs) {
    switch (resource.type()) {
      case TOPIC ->
          configs.forEach((name, value) -> lookInto(ConfigTable.TOPIC, resource, name, value));
      case BROKER ->
          configs.forEach((name, value) -> lookInto(ConfigTable.BROKER, resource, name, value));
      case GROUP ->
          configs.forEach((name, value) -> lookInto(ConfigTable.GROUP, resource, name, value));
      case BROKER_LOGGER, CLIENT_METRICS -> withoutEffect.addAll(configs.keySet());
    }
  }

  private void lookInto(ConfigTable table, ConfigResource resource, String name, String value) {
    ConfigKey key = table.find(name);
    if (resource.type() == ConfigResource.Type.TOPIC && isTiered(name, value)) {
      findings.add(
          Finding.refused(
              "topic %s is tiered (%s), and a part of its data is elsewhere"
                  .formatted(resource.name(), TIERED)));
    } else if (key == null || !key.used()) {
      withoutEffect.add(name);
    } else {
      check(key, resource, value);
    }
  }

  private static boolean isTiered(String name, String value) {
    return name.equals(TIERED) && Boolean.parseBoolean(value);
  }

  private void check(ConfigKey key, ConfigResource resource, String value) {
    try {
      key.parse(value);
    } catch (InvalidConfigException e) {
      findings.add(
          Finding.refused(
              "%s of %s %s: %s"
                  .formatted(
                      key.name(),
                      resource.type().name().toLowerCase(Locale.ROOT),
                      resource.name(),
                      e.getMessage())));
    }
  }
}
