package io.barnabas.cli.configs;

import io.barnabas.cli.UsageException;
import io.barnabas.client.admin.ConfigResource;
import java.util.Locale;

/** The kinds that this tool can do, with the words of Kafka's tool. */
enum EntityType {
  TOPICS("topic", ConfigResource.Type.TOPIC),
  BROKERS("broker", ConfigResource.Type.BROKER),
  BROKER_LOGGERS("broker-logger", ConfigResource.Type.BROKER_LOGGER),
  CLIENT_METRICS("client-metric", ConfigResource.Type.CLIENT_METRICS),
  GROUPS("group", ConfigResource.Type.GROUP);

  private final String singular;
  private final ConfigResource.Type resourceType;

  EntityType(String singular, ConfigResource.Type resourceType) {
    this.singular = singular;
    this.resourceType = resourceType;
  }

  ConfigResource.Type resourceType() {
    return resourceType;
  }

  String singular() {
    return singular;
  }

  /**
   * The type of a value of {@code --entity-type}.
   *
   * @throws UsageException if there is none
   */
  static EntityType of(String option) {
    return switch (option.toLowerCase(Locale.ROOT)) {
      case "topics" -> TOPICS;
      case "brokers" -> BROKERS;
      case "broker-loggers" -> BROKER_LOGGERS;
      case "client-metrics" -> CLIENT_METRICS;
      case "groups" -> GROUPS;
      case "users", "clients", "ips" ->
          throw new UsageException(option + " have quotas, which this tool does not manage yet");
      default ->
          throw new UsageException(
              "'"
                  + option
                  + "' is no entity type; there are topics, brokers, broker-loggers,"
                  + " client-metrics and groups");
    };
  }
}
