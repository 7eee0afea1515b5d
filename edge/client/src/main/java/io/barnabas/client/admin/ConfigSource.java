package io.barnabas.client.admin;

/** Where a configuration's value comes from; in the order of Kafka's numbers, from 0. */
public enum ConfigSource {
  UNKNOWN,
  DYNAMIC_TOPIC_CONFIG,
  DYNAMIC_BROKER_CONFIG,
  DYNAMIC_DEFAULT_BROKER_CONFIG,
  STATIC_BROKER_CONFIG,
  DEFAULT_CONFIG,
  DYNAMIC_BROKER_LOGGER_CONFIG,
  DYNAMIC_CLIENT_METRICS_CONFIG,
  DYNAMIC_GROUP_CONFIG;

  private static final ConfigSource[] BY_ID = values();

  static ConfigSource ofId(int id) {
    return id >= 0 && id < BY_ID.length ? BY_ID[id] : UNKNOWN;
  }
}
