package io.barnabas.metadata.config;

/** Where a value comes from, with the id DescribeConfigs reports (KIP-226); nearest first. */
public enum ConfigSource {
  DYNAMIC_GROUP_CONFIG(8),
  DYNAMIC_TOPIC_CONFIG(1),
  DYNAMIC_BROKER_CONFIG(2),
  DYNAMIC_DEFAULT_BROKER_CONFIG(3),
  STATIC_BROKER_CONFIG(4),
  DEFAULT_CONFIG(5);

  private final byte id;

  ConfigSource(int id) {
    this.id = (byte) id;
  }

  /** The id on the wire. */
  public byte id() {
    return id;
  }
}
