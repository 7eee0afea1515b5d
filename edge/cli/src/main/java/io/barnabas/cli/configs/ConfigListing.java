package io.barnabas.cli.configs;

import io.barnabas.client.Cluster;
import io.barnabas.client.admin.ConfigAdmin;
import io.barnabas.client.admin.ConfigEntry;
import io.barnabas.client.admin.ConfigSource;
import io.barnabas.client.admin.TopicDescriber;
import io.barnabas.client.metadata.TopicView;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Shows configurations in the layout of Kafka's tool, which scripts parse. */
final class ConfigListing {
  private final Cluster cluster;
  private final PrintStream out;
  private final boolean all;

  /**
   * @param all whether configurations are shown that were not set for the entity itself
   */
  ConfigListing(Cluster cluster, PrintStream out, boolean all) {
    this.cluster = cluster;
    this.out = out;
    this.all = all;
  }

  void print(Entity entity) {
    if (entity.name() != null) {
      printOne(entity);
      return;
    }
    for (String name : namesOf(entity)) {
      printOne(entity.named(name));
    }
  }

  private List<String> namesOf(Entity entity) {
    return switch (entity.type()) {
      case TOPICS -> topicNames();
      case BROKERS -> brokerNames();
      case BROKER_LOGGERS, CLIENT_METRICS, GROUPS -> List.of(entity.resource().name());
    };
  }

  private List<String> topicNames() {
    return new TopicDescriber(cluster).all().stream().map(TopicView::name).toList();
  }

  /** The brokers, and their default. */
  private List<String> brokerNames() {
    List<String> names = new ArrayList<>();
    cluster.view().nodes().keySet().forEach(id -> names.add(id.toString()));
    names.add("");
    return names;
  }

  private void printOne(Entity entity) {
    if (entity.type() == EntityType.TOPICS && !topicNames().contains(entity.name())) {
      out.println(
          "The topic '" + entity.name() + "' doesn't exist and doesn't have dynamic config.");
      return;
    }
    out.println(title(entity));
    new ConfigAdmin(cluster)
        .describe(entity.resource()).stream()
            .filter(config -> all || config.source() == ownSource(entity))
            .sorted(Comparator.comparing(ConfigEntry::name))
            .forEach(this::print);
  }

  private String title(Entity entity) {
    if (entity.isDefault()) {
      return "Default configs for " + entity.type().singular() + "s in the cluster are:";
    }
    return "%s configs for %s %s are:"
        .formatted(all ? "All" : "Dynamic", entity.type().singular(), entity.name());
  }

  private static ConfigSource ownSource(Entity entity) {
    return switch (entity.type()) {
      case TOPICS -> ConfigSource.DYNAMIC_TOPIC_CONFIG;
      case BROKERS ->
          entity.isDefault()
              ? ConfigSource.DYNAMIC_DEFAULT_BROKER_CONFIG
              : ConfigSource.DYNAMIC_BROKER_CONFIG;
      case BROKER_LOGGERS -> ConfigSource.DYNAMIC_BROKER_LOGGER_CONFIG;
      case CLIENT_METRICS -> ConfigSource.DYNAMIC_CLIENT_METRICS_CONFIG;
      case GROUPS -> ConfigSource.DYNAMIC_GROUP_CONFIG;
    };
  }

  private void print(ConfigEntry config) {
    String synonyms =
        config.synonyms().stream()
            .map(synonym -> synonym.source() + ":" + synonym.name() + "=" + synonym.value())
            .collect(Collectors.joining(", "));
    out.println(
        "  %s=%s sensitive=%s synonyms={%s}"
            .formatted(config.name(), config.value(), config.sensitive(), synonyms));
  }
}
