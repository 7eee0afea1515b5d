package io.barnabas.metadata.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has been set for a broker, as text, layer by layer; the nearest layer wins.
 *
 * @param dynamicBroker set at run time for this broker
 * @param dynamicDefault set at run time for all brokers
 * @param statics set in the properties file
 */
public record ConfigLayers(
    Map<String, String> dynamicBroker,
    Map<String, String> dynamicDefault,
    Map<String, String> statics) {

  /** Nothing set at run time. */
  public static ConfigLayers ofStatics(Map<String, String> statics) {
    return new ConfigLayers(Map.of(), Map.of(), Map.copyOf(statics));
  }

  /** The text that counts for one name, null where it is set nowhere. */
  @Nullable String text(String name) {
    String text = dynamicBroker.get(name);
    if (text == null) {
      text = dynamicDefault.get(name);
    }
    return text != null ? text : statics.get(name);
  }

  /** The layer of a source; those of topics and groups are not among them. */
  Map<String, String> layer(ConfigSource source) {
    return switch (source) {
      case DYNAMIC_BROKER_CONFIG -> dynamicBroker;
      case DYNAMIC_DEFAULT_BROKER_CONFIG -> dynamicDefault;
      case STATIC_BROKER_CONFIG -> statics;
      case DYNAMIC_GROUP_CONFIG, DYNAMIC_TOPIC_CONFIG, DEFAULT_CONFIG -> Map.of();
    };
  }
}
