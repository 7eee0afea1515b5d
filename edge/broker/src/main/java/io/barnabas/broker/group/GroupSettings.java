package io.barnabas.broker.group;

import io.barnabas.coordinator.group.GroupConfig;
import io.barnabas.coordinator.group.GroupCoordinator;
import io.barnabas.coordinator.group.GroupMetrics;
import io.barnabas.coordinator.group.assignor.PartitionAssignor;
import io.barnabas.coordinator.group.assignor.RangeAssignor;
import io.barnabas.coordinator.group.assignor.UniformAssignor;
import io.barnabas.coordinator.group.classic.ClassicConfig;
import io.barnabas.coordinator.group.consumer.ConsumerProtocol;
import io.barnabas.coordinator.group.offset.OffsetConfig;
import io.barnabas.coordinator.runtime.CoordinatorContext;
import io.barnabas.metadata.config.CoordinatorConfig;
import io.barnabas.metadata.config.InvalidConfigException;
import io.barnabas.metadata.image.ClusterImage;
import java.util.function.Supplier;

/** What a broker's coordinators of groups are made with. Immutable; any shard. */
final class GroupSettings {
  private final GroupConfig config;
  private final Supplier<ClusterImage> image;

  private GroupSettings(GroupConfig config, Supplier<ClusterImage> image) {
    this.config = config;
    this.image = image;
  }

  /**
   * Reads the broker's configs.
   *
   * @throws InvalidConfigException where they name an assignor that there is not
   */
  static GroupSettings of(
      CoordinatorConfig broker, ConsumerSettings consumer, Supplier<ClusterImage> image) {
    return new GroupSettings(
        new GroupConfig(
            classic(broker),
            offsets(broker),
            new ConsumerProtocol(
                consumer,
                broker.consumerGroupAssignors().stream().map(GroupSettings::assignor).toList())),
        image);
  }

  private static ClassicConfig classic(CoordinatorConfig broker) {
    return new ClassicConfig(
        broker.groupInitialRebalanceDelayMs(),
        broker.groupMinSessionTimeoutMs(),
        broker.groupMaxSessionTimeoutMs(),
        broker.groupMaxSize());
  }

  private static OffsetConfig offsets(CoordinatorConfig broker) {
    return new OffsetConfig(
        broker.offsetMetadataMaxBytes(),
        broker.offsetsRetentionMs(),
        broker.offsetsRetentionCheckIntervalMs());
  }

  /** Kafka takes the names of its classes too. */
  private static PartitionAssignor assignor(String name) {
    return switch (name) {
      case "uniform", "org.apache.kafka.coordinator.group.assignor.UniformAssignor" ->
          new UniformAssignor();
      case "range", "org.apache.kafka.coordinator.group.assignor.RangeAssignor" ->
          new RangeAssignor();
      default ->
          throw new InvalidConfigException(
              "group.consumer.assignors names " + name + ": there are uniform and range");
    };
  }

  /** An empty coordinator. */
  GroupCoordinator coordinator(CoordinatorContext context) {
    return new GroupCoordinator(
        context, () -> new ImageTopics(image.get()), config, GroupMetrics.NONE);
  }
}
