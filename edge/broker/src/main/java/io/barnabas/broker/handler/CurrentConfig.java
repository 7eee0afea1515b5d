package io.barnabas.broker.handler;

import io.barnabas.metadata.config.BrokerConfig;
import io.barnabas.metadata.config.TopicConfig;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.ConfigResource;

/** The configs that count at one moment: what was set at run time, above the properties file. */
record CurrentConfig(BrokerConfig started, ClusterImage image) {
  BrokerConfig broker() {
    return started.withDynamic(
        image.configs(ConfigResource.ofBroker(started.nodeId())),
        image.configs(ConfigResource.ALL_BROKERS));
  }

  TopicConfig topic(String name) {
    return TopicConfig.resolve(broker().layers(), image.configs(ConfigResource.ofTopic(name)));
  }
}
