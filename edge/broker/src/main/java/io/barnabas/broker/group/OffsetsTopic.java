package io.barnabas.broker.group;

import io.barnabas.broker.cluster.InternalTopics;
import io.barnabas.metadata.config.CoordinatorConfig;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.protocol.message.CreateTopicsRequest.CreatableTopic;
import io.barnabas.protocol.message.CreateTopicsRequest.CreatableTopicConfig;
import java.util.List;

/** The topic in which the coordinators of groups keep their state, as it is made on first use. */
public final class OffsetsTopic {
  private OffsetsTopic() {}

  /**
   * What to ask the controller for.
   *
   * @param image tells how many brokers there are, beyond which there can be no replicas
   */
  public static CreatableTopic creatable(CoordinatorConfig config, ClusterImage image) {
    long working = image.brokers().values().stream().filter(broker -> !broker.isFenced()).count();
    int replicas = Math.clamp(working, 1, config.offsetsTopicReplicationFactor());
    return new CreatableTopic()
        .name(InternalTopics.OFFSETS)
        .numPartitions(config.offsetsTopicNumPartitions())
        .replicationFactor((short) replicas)
        .configs(
            List.of(
                config("cleanup.policy", "compact"),
                config("compression.type", "producer"),
                config("segment.bytes", Integer.toString(config.offsetsTopicSegmentBytes()))));
  }

  private static CreatableTopicConfig config(String name, String value) {
    return new CreatableTopicConfig().name(name).value(value);
  }
}
