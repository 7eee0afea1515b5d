package io.barnabas.coordinator.group.consumer;

/** The same configs for all groups. */
public record UniformSettings(
    int sessionTimeoutMs,
    int heartbeatIntervalMs,
    int assignmentIntervalMs,
    int maxSize,
    int regexRefreshIntervalMs)
    implements ConsumerGroupSettings {
  /** Kafka's defaults. */
  public static final UniformSettings DEFAULTS =
      new UniformSettings(45_000, 5_000, 1_000, Integer.MAX_VALUE, 600_000);

  @Override
  public int sessionTimeoutMs(String groupId) {
    return sessionTimeoutMs;
  }

  @Override
  public int heartbeatIntervalMs(String groupId) {
    return heartbeatIntervalMs;
  }

  @Override
  public int assignmentIntervalMs(String groupId) {
    return assignmentIntervalMs;
  }
}
