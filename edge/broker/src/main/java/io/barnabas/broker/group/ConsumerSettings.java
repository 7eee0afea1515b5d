package io.barnabas.broker.group;

import io.barnabas.coordinator.group.consumer.ConsumerGroupSettings;
import io.barnabas.coordinator.group.consumer.MigrationPolicy;
import io.barnabas.metadata.config.BrokerConfig;
import io.barnabas.metadata.config.CoordinatorConfig;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.ConfigResource;
import java.util.function.Supplier;

/**
 * The configs of consumer groups: what is set for the group at run time (KIP-848), within the
 * broker's bounds, else the broker's. Any shard may ask.
 */
final class ConsumerSettings implements ConsumerGroupSettings {
  private final BrokerConfig started;
  private final Supplier<ClusterImage> image;
  private volatile CoordinatorConfig broker;

  ConsumerSettings(BrokerConfig started, Supplier<ClusterImage> image) {
    this.started = started;
    this.image = image;
    this.broker = started.coordinator();
  }

  /** Takes over what has been set at run time for this broker or all. */
  void onBrokerConfigs(ClusterImage current) {
    broker =
        started
            .withDynamic(
                current.configs(ConfigResource.ofBroker(started.nodeId())),
                current.configs(ConfigResource.ALL_BROKERS))
            .coordinator();
  }

  @Override
  public int sessionTimeoutMs(String groupId) {
    CoordinatorConfig bounds = broker;
    return Math.clamp(
        ofGroup(groupId, "consumer.session.timeout.ms", bounds.consumerGroupSessionTimeoutMs()),
        bounds.consumerGroupMinSessionTimeoutMs(),
        bounds.consumerGroupMaxSessionTimeoutMs());
  }

  @Override
  public int heartbeatIntervalMs(String groupId) {
    CoordinatorConfig bounds = broker;
    return Math.clamp(
        ofGroup(
            groupId, "consumer.heartbeat.interval.ms", bounds.consumerGroupHeartbeatIntervalMs()),
        bounds.consumerGroupMinHeartbeatIntervalMs(),
        bounds.consumerGroupMaxHeartbeatIntervalMs());
  }

  @Override
  public int assignmentIntervalMs(String groupId) {
    CoordinatorConfig bounds = broker;
    return Math.clamp(
        ofGroup(
            groupId, "consumer.assignment.interval.ms", bounds.consumerGroupAssignmentIntervalMs()),
        bounds.consumerGroupMinAssignmentIntervalMs(),
        bounds.consumerGroupMaxAssignmentIntervalMs());
  }

  private int ofGroup(String groupId, String name, int fallback) {
    String own = image.get().configs(ConfigResource.ofGroup(groupId)).get(name);
    return own == null ? fallback : Integer.parseInt(own.trim());
  }

  @Override
  public int maxSize() {
    return broker.consumerGroupMaxSize();
  }

  @Override
  public int regexRefreshIntervalMs() {
    return broker.consumerGroupRegexRefreshIntervalMs();
  }

  @Override
  public MigrationPolicy migrationPolicy() {
    return MigrationPolicy.of(broker.consumerGroupMigrationPolicy());
  }
}
