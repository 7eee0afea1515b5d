package io.barnabas.coordinator.group.migration;

import io.barnabas.coordinator.group.consumer.ConsumerGroupSettings;
import io.barnabas.coordinator.group.consumer.MigrationPolicy;

/** The same for all groups, with a migration policy that can be changed. */
final class PolicySettings implements ConsumerGroupSettings {
  private MigrationPolicy policy;

  PolicySettings(MigrationPolicy policy) {
    this.policy = policy;
  }

  void policy(MigrationPolicy newPolicy) {
    policy = newPolicy;
  }

  @Override
  public int sessionTimeoutMs(String groupId) {
    return 45_000;
  }

  @Override
  public int heartbeatIntervalMs(String groupId) {
    return 5_000;
  }

  @Override
  public int assignmentIntervalMs(String groupId) {
    return 0;
  }

  @Override
  public int maxSize() {
    return 4;
  }

  @Override
  public int regexRefreshIntervalMs() {
    return 600_000;
  }

  @Override
  public MigrationPolicy migrationPolicy() {
    return policy;
  }
}
