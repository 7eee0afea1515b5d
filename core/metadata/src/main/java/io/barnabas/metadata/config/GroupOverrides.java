package io.barnabas.metadata.config;

import java.util.Map;

/** What is set for one group, against the bounds that the broker's configs put on all groups. */
record GroupOverrides(Map<String, String> values, BrokerConfig broker) {
  private static final String SESSION_TIMEOUT = "consumer.session.timeout.ms";
  private static final String HEARTBEAT_INTERVAL = "consumer.heartbeat.interval.ms";
  private static final String ASSIGNMENT_INTERVAL = "consumer.assignment.interval.ms";

  static void check(Map<String, String> values, BrokerConfig broker) {
    new GroupOverrides(values, broker).check();
  }

  /** The broker's config that counts where the group has none of its own. */
  static String brokerName(String name) {
    return "group." + name;
  }

  private void check() {
    values.forEach(GroupOverrides::checkAlone);
    CoordinatorConfig bounds = broker.coordinator();
    checkBounds(
        SESSION_TIMEOUT,
        bounds.consumerGroupMinSessionTimeoutMs(),
        bounds.consumerGroupMaxSessionTimeoutMs());
    checkBounds(
        HEARTBEAT_INTERVAL,
        bounds.consumerGroupMinHeartbeatIntervalMs(),
        bounds.consumerGroupMaxHeartbeatIntervalMs());
    checkBounds(
        ASSIGNMENT_INTERVAL,
        bounds.consumerGroupMinAssignmentIntervalMs(),
        bounds.consumerGroupMaxAssignmentIntervalMs());
    int sessionMs = valueOf(SESSION_TIMEOUT, bounds.consumerGroupSessionTimeoutMs());
    int heartbeatMs = valueOf(HEARTBEAT_INTERVAL, bounds.consumerGroupHeartbeatIntervalMs());
    if (sessionMs <= heartbeatMs) {
      throw new InvalidConfigException(
          "%s (%d) must be above %s (%d)"
              .formatted(SESSION_TIMEOUT, sessionMs, HEARTBEAT_INTERVAL, heartbeatMs));
    }
  }

  private static void checkAlone(String name, String value) {
    ConfigKey key = ConfigTable.GROUP.find(name);
    if (key == null) {
      throw new InvalidConfigException(
          "Unknown group config name: " + name + ConfigRules.hint(ConfigTable.GROUP, name));
    }
    key.parse(value);
  }

  private void checkBounds(String name, int min, int max) {
    int value = valueOf(name, min);
    if (value < min || value > max) {
      throw new InvalidConfigException(
          "%s is %d, but the broker allows %d to %d".formatted(name, value, min, max));
    }
  }

  private int valueOf(String name, int fallback) {
    String text = values.get(name);
    return text == null ? fallback : (Integer) ConfigTable.GROUP.require(name).parse(text);
  }
}
