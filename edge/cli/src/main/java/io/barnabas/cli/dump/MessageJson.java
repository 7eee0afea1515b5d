package io.barnabas.cli.dump;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnabas.protocol.Described;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.primitive.Uuid;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Shows records and messages as JSON, with the fields that Kafka's tool shows, in its order. */
final class MessageJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern WORD_START = Pattern.compile("(?<=[a-z])(?=[A-Z])");

  private MessageJson() {}

  /** A metadata record with its type, as {@code {"type":"TOPIC_RECORD","version":0,"data":…}}. */
  static String ofMetadata(Message record, short version) {
    String type = WORD_START.matcher(record.getClass().getSimpleName()).replaceAll("_");
    ObjectNode node = NODES.objectNode();
    node.put("type", type.toUpperCase(Locale.ROOT));
    node.put("version", version);
    node.set("data", fields(record, version));
    return node.toString();
  }

  /**
   * The fields of a message.
   *
   * @param message of a kind that is kept in logs; those are described
   */
  static ObjectNode fields(Message message, short version) {
    return described((Described) message, version);
  }

  private static ObjectNode described(Described message, short version) {
    ObjectNode node = NODES.objectNode();
    message.describe((name, value) -> node.set(name, value(value, version)), version);
    return node;
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
      case Described part -> described(part, version);
      default -> throw new IllegalStateException("no way to show " + value.getClass());
    };
  }

  private static String base64(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(bytes.position(), copy);
    return Base64.getEncoder().encodeToString(copy);
  }
}
