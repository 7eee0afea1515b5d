package io.barnabas.client.admin;

import org.jspecify.annotations.Nullable;

/** A change of one configuration (KIP-339). */
public record ConfigChange(String name, Operation operation, @Nullable String value) {
  /** What is done, with Kafka's numbers; the last two are for lists. */
  public enum Operation {
    SET(0),
    DELETE(1),
    APPEND(2),
    SUBTRACT(3);

    private final byte id;

    Operation(int id) {
      this.id = (byte) id;
    }

    byte id() {
      return id;
    }
  }

  public static ConfigChange set(String name, String value) {
    return new ConfigChange(name, Operation.SET, value);
  }

  /** Back to what is inherited. */
  public static ConfigChange delete(String name) {
    return new ConfigChange(name, Operation.DELETE, null);
  }
}
