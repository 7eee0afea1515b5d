package io.barnabas.cli.consumer;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What of a record is printed, and how, with the names and defaults of Kafka's formatter. */
record FormatConfig(
    Set<Field> fields,
    String keySeparator,
    String lineSeparator,
    String headersSeparator,
    String nullLiteral,
    Decoders decoders) {

  /** What can be printed, in the order in which it is. */
  enum Field {
    TIMESTAMP("print.timestamp"),
    PARTITION("print.partition"),
    OFFSET("print.offset"),
    EPOCH("print.epoch"),
    HEADERS("print.headers"),
    KEY("print.key"),
    VALUE("print.value");

    private final String property;

    Field(String property) {
      this.property = property;
    }
  }

  /** How the parts become text. */
  record Decoders(TextDecoder key, TextDecoder value, TextDecoder headers) {}

  static FormatConfig from(Map<String, String> properties) {
    return new FormatConfig(
        fields(properties),
        properties.getOrDefault("key.separator", "\t"),
        properties.getOrDefault("line.separator", "\n"),
        properties.getOrDefault("headers.separator", ","),
        properties.getOrDefault("null.literal", "null"),
        new Decoders(
            decoder(properties, "key.deserializer"),
            decoder(properties, "value.deserializer"),
            decoder(properties, "headers.deserializer")));
  }

  private static Set<Field> fields(Map<String, String> properties) {
    EnumSet<Field> fields = EnumSet.noneOf(Field.class);
    for (Field field : Field.values()) {
      String byDefault = Boolean.toString(field == Field.VALUE);
      if (properties.getOrDefault(field.property, byDefault).strip().equalsIgnoreCase("true")) {
        fields.add(field);
      }
    }
    return fields;
  }

  private static TextDecoder decoder(Map<String, String> properties, String name) {
    String className = properties.get(name);
    return className == null ? TextDecoder.BYTES : TextDecoder.ofDeserializer(className);
  }
}
