package io.barnabas.metadata.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The type of a config's value, with the id DescribeConfigs reports (KIP-569). */
public enum ConfigType {
  BOOLEAN(1),
  STRING(2),
  INT(3),
  SHORT(4),
  LONG(5),
  DOUBLE(6),
  LIST(7),
  CLASS(8),
  PASSWORD(9);

  private final byte id;

  ConfigType(int id) {
    this.id = (byte) id;
  }

  /** The id on the wire. */
  public byte id() {
    return id;
  }

  /**
   * The value a text stands for: a Boolean, Integer, Short, Long, Double, String, or a List of
   * String.
   *
   * @throws IllegalArgumentException with a message that says what is expected
   */
  Object parse(String text) {
    String trimmed = text.trim();
    try {
      return switch (this) {
        case BOOLEAN -> parseBoolean(trimmed);
        case INT -> Integer.valueOf(trimmed);
        case SHORT -> Short.valueOf(trimmed);
        case LONG -> Long.valueOf(trimmed);
        case DOUBLE -> Double.valueOf(trimmed);
        case LIST -> parseList(trimmed);
        case STRING, CLASS -> trimmed;
        case PASSWORD -> text;
      };
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("Not a number of type " + this, e);
    }
  }

  private static Boolean parseBoolean(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("Expected value to be either true or false");
    };
  }

  /** Splits at commas; empty text is the empty list. */
  static List<String> parseList(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    List<String> elements = new ArrayList<>();
    for (String element : text.split(",", -1)) {
      elements.add(element.trim());
    }
    return List.copyOf(elements);
  }
}
