package io.barnabas.metadata.controller;

import io.barnabas.metadata.config.BrokerConfig;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.ConfigResource;
import java.util.Map;

/** A broker's configs with what the image has for it. */
public final class EffectiveConfig {
  private EffectiveConfig() {}

  /**
   * What counts for a broker now.
   *
   * @param statics what its file sets
   */
  public static BrokerConfig of(BrokerConfig statics, ClusterImage image) {
    Map<String, String> own = image.configs(ConfigResource.ofBroker(statics.nodeId()));
    Map<String, String> all = image.configs(ConfigResource.ALL_BROKERS);
    return own.isEmpty() && all.isEmpty() ? statics : statics.withDynamic(own, all);
  }
}
