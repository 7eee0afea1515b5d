package io.barnabas.metadata.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks what somebody wants to set at run time. */
public final class ConfigRules {
  private ConfigRules() {}

  /**
   * Checks all that will be set for a topic.
   *
   * @throws InvalidConfigException for an unknown name, a bad value, or values that do not agree
   */
  public static void checkTopic(Map<String, String> overrides, ConfigLayers broker) {
    for (String name : overrides.keySet()) {
      if (ConfigTable.TOPIC.find(name) == null) {
        throw new InvalidConfigException(
            "Unknown topic config name: " + name + hint(ConfigTable.TOPIC, name));
      }
    }
    TopicConfig.resolve(broker, overrides).checkAgreement();
  }

  /**
   * Checks all that will be set at run time for one broker, or for all.
   *
   * @param isForAll whether the values are for all brokers
   * @throws InvalidConfigException for an unknown name, one that can't be set there, or a bad value
   */
  public static void checkBroker(Map<String, String> values, boolean isForAll) {
    List<String> fixed = new ArrayList<>();
    List<String> perBroker = new ArrayList<>();
    values.forEach(
        (name, value) -> {
          ConfigKey key = ConfigTable.BROKER.find(ConfigSynonyms.tableName(name));
          if (key == null) {
            throw new InvalidConfigException(
                "Unknown broker config name: " + name + hint(ConfigTable.BROKER, name));
          }
          key.parse(value);
          switch (key.updateMode()) {
            case READ_ONLY -> fixed.add(name);
            case PER_BROKER -> perBroker.add(name);
            case CLUSTER_WIDE -> {}
          }
        });
    if (!fixed.isEmpty()) {
      throw new InvalidConfigException("Cannot update these configs dynamically: " + fixed);
    }
    if (isForAll && !perBroker.isEmpty()) {
      throw new InvalidConfigException(
          "Cannot update these configs at default cluster level, broker id must be specified: "
              + perBroker);
    }
  }

  /**
   * Checks all that will be set for a group (KIP-848).
   *
   * @throws InvalidConfigException for an unknown name, a bad value, one outside of the broker's
   *     bounds, or values that do not agree
   */
  public static void checkGroup(Map<String, String> values, BrokerConfig broker) {
    GroupOverrides.check(values, broker);
  }

  static String hint(ConfigTable table, String name) {
    return table.nearest(name).map(near -> " (did you mean " + near + "?)").orElse("");
  }
}
