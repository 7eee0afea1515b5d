package io.barnabas.broker.cluster;

import io.barnabas.metadata.config.BrokerConfig;
import io.barnabas.metadata.config.TopicConfig;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.ConfigResource;

/**
 * Finds what counts for a topic: its own configs, what was set for brokers at run time, the file's.
 */
final class TopicSettings {
  private final BrokerConfig config;

  TopicSettings(BrokerConfig config) {
    this.config = config;
  }

  TopicTerms of(ClusterImage image, String topic) {
    BrokerConfig current =
        config.withDynamic(
            image.configs(ConfigResource.ofBroker(config.nodeId())),
            image.configs(ConfigResource.ALL_BROKERS));
    TopicConfig resolved =
        TopicConfig.resolve(current.layers(), image.configs(ConfigResource.ofTopic(topic)));
    return new TopicTerms(resolved, current.storage().producerIdExpirationMs());
  }
}
