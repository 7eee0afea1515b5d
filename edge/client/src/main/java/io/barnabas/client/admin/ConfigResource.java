package io.barnabas.client.admin;

/**
 * Something that has configurations.
 *
 * @param name the topic's name, the broker's id, or empty for the default of all brokers
 */
public record ConfigResource(Type type, String name) {
  /** The kinds, with Kafka's numbers. */
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

    byte id() {
      return id;
    }
  }

  public static ConfigResource topic(String name) {
    return new ConfigResource(Type.TOPIC, name);
  }
}
