package io.barnabas.coordinator.group.consumer;

/** The configs of consumer groups, each group's own where it has some. Any of them may change. */
public interface ConsumerGroupSettings {
  /** How long a member may be silent ({@code consumer.session.timeout.ms}). */
  int sessionTimeoutMs(String groupId);

  /** How often a member is to be heard of ({@code consumer.heartbeat.interval.ms}). */
  int heartbeatIntervalMs(String groupId);

  /**
   * The least time between two assignments of a group ({@code consumer.assignment.interval.ms},
   * KIP-1263); 0 for none.
   */
  int assignmentIntervalMs(String groupId);

  /** How many members a group may have ({@code group.consumer.max.size}). */
  int maxSize();

  /**
   * How long the topics that a regular expression stands for hold ({@code
   * group.consumer.regex.refresh.interval.ms}).
   */
  int regexRefreshIntervalMs();

  /** Which groups may change their protocol ({@code group.consumer.migration.policy}). */
  default MigrationPolicy migrationPolicy() {
    return MigrationPolicy.BIDIRECTIONAL;
  }
}
