package io.barnabas.cli.dump;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.primitive.Uuid;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Shows generated messages as JSON, with their fields in the order of the schema. Kafka leaves out
 * the fields that the record's version lacks; of metadata records, they are shown here with their
 * defaults.
 */
final class MessageJson {
  private static final String UNKNOWN_TAGGED_FIELDS = "unknownTaggedFields";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private MessageJson() {}

  /** A metadata record with its type, as {@code {"type":"TOPIC_RECORD","version":0,"data":…}}. */
  static String ofMetadata(Message message, short version) {
    String type = message.getClass().getSimpleName().replaceAll("([a-z])([A-Z])", "$1_$2");
    ObjectNode node = NODES.objectNode();
    node.put("type", type.toUpperCase(Locale.ROOT));
    node.put("version", version);
    node.set("data", fields(message, version));
    return node.toString();
  }

  /** The fields of a message, the version first. */
  static String of(Message message, short version) {
    ObjectNode node = NODES.objectNode();
    node.put("version", version);
    node.setAll(fields(message, version));
    return node.toString();
  }

  /** The fields of a message, or of a part of one, as far as {@link FieldVersions} shows them. */
  static ObjectNode fields(Object message, short version) {
    ObjectNode node = NODES.objectNode();
    Arrays.stream(message.getClass().getDeclaredFields())
        .filter(field -> !Modifier.isStatic(field.getModifiers()))
        .map(Field::getName)
        .filter(name -> !name.equals(UNKNOWN_TAGGED_FIELDS))
        .forEach(name -> show(node, message, name, version));
    return node;
  }

  private static void show(ObjectNode node, Object message, String field, short version) {
    Object value = read(message, field);
    if (FieldVersions.isShown(message, field, value, version)) {
      node.set(field, value(value, version));
    }
  }

  private static @Nullable Object read(Object message, String field) {
    try {
      return message.getClass().getMethod(field).invoke(message);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no way to read " + field + " of " + message, e);
    }
  }

  private static JsonNode value(@Nullable Object value, short version) {
    return switch (value) {
      case null -> NODES.nullNode();
      case Boolean flag -> NODES.booleanNode(flag);
      case String text -> NODES.textNode(text);
      case Uuid id -> NODES.textNode(id.toString());
      case Double number -> NODES.numberNode(number);
      case Number number -> NODES.numberNode(number.longValue());
      case ByteBuffer bytes -> NODES.textNode(base64(bytes));
      case List<?> elements -> {
        ArrayNode array = NODES.arrayNode();
        elements.forEach(element -> array.add(value(element, version)));
        yield array;
      }
      default -> fields(value, version);
    };
  }

  private static String base64(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(bytes.position(), copy);
    return Base64.getEncoder().encodeToString(copy);
  }
}
