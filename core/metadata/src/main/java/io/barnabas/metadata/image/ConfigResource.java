package io.barnabas.metadata.image;

import org.jspecify.annotations.Nullable;

/**
 * What configs are set for.
 *
 * @param name a topic's name, a broker's number, a group's name; empty for all brokers
 */
public record ConfigResource(Type type, String name) implements Comparable<ConfigResource> {
  /** The defaults of all brokers. */
  public static final ConfigResource ALL_BROKERS = new ConfigResource(Type.BROKER, "");

  public static ConfigResource ofTopic(String topic) {
    return new ConfigResource(Type.TOPIC, topic);
  }

  public static ConfigResource ofBroker(int brokerId) {
    return new ConfigResource(Type.BROKER, Integer.toString(brokerId));
  }

  public static ConfigResource ofGroup(String groupId) {
    return new ConfigResource(Type.GROUP, groupId);
  }

  @Override
  public int compareTo(ConfigResource other) {
    int byType = type.compareTo(other.type);
    return byType != 0 ? byType : name.compareTo(other.name);
  }

  /** Kinds of resources, with Kafka's ids. */
  public enum Type {
    TOPIC(2),
    BROKER(4),
    BROKER_LOGGER(8),
    CLIENT_METRICS(16),
    GROUP(32);

    private final byte id;

    Type(int id) {
      this.id = (byte) id;
    }

    /** The id on the wire and in records. */
    public byte id() {
      return id;
    }

    /** The type of an id, null where there is none. */
    public static @Nullable Type forId(byte id) {
      for (Type type : values()) {
        if (type.id == id) {
          return type;
        }
      }
      return null;
    }
  }
}
