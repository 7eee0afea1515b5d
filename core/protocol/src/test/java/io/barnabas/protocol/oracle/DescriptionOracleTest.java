package io.barnabas.protocol.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnabas.protocol.Described;
import io.barnabas.protocol.primitive.Uuid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that is kept in logs, in every version: what it tells of itself is what Kafka's own
 * classes make JSON of, field by field in the same order.
 */
class DescriptionOracleTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int ROUNDS = 4;

  static List<Peer> peers() throws IOException, ReflectiveOperationException {
    List<Peer> described =
        CodecOracleTest.peersOfTheNewerRelease().stream()
            .filter(peer -> Described.class.isAssignableFrom(peer.ours()))
            .toList();
    assertThat(described).hasSizeGreaterThan(80);
    return described;
  }

  @ParameterizedTest
  @MethodSource("peers")
  void what_is_told_is_what_kafka_shows(Peer peer) throws Exception {
    for (short version : peer.schema().versions()) {
      for (Style style : List.of(Style.DEFAULTS, Style.EMPTY, Style.MAX)) {
        compare(peer, version, style, 0);
      }
      for (int round = 0; round < ROUNDS; round++) {
        compare(peer, version, Style.RANDOM, round);
      }
    }
  }

  private static void compare(Peer peer, short version, Style style, int round) throws Exception {
    Random random = new Random(31L * peer.schema().name().hashCode() + 1000L * version + round);
    Map<String, Object> tree = new TreeGenerator(peer.schema(), version, style, random).message();
    byte[] bytes = peer.encodeOfficially(tree, version);
    Described decoded = (Described) peer.decode(ByteBuffer.wrap(bytes), version);
    assertThat(json(decoded, version).toString())
        .as("%s of version %d", style, version)
        .isEqualTo(peer.jsonOfficially(bytes, version));
  }

  private static ObjectNode json(Described described, short version) {
    ObjectNode node = NODES.objectNode();
    described.describe((name, value) -> node.set(name, json(value, version)), version);
    return node;
  }

  private static JsonNode json(@Nullable Object value, short version) {
    return switch (value) {
      case null -> NODES.nullNode();
      case Boolean flag -> NODES.booleanNode(flag);
      case Double number -> NODES.numberNode(number);
      case Number number -> NODES.numberNode(number.longValue());
      case String text -> NODES.textNode(text);
      case Uuid id -> NODES.textNode(id.toString());
      case ByteBuffer bytes -> NODES.binaryNode(copy(bytes));
      case Described described -> json(described, version);
      case List<?> list -> {
        ArrayNode array = NODES.arrayNode();
        list.forEach(element -> array.add(json(element, version)));
        yield array;
      }
      default -> throw new AssertionError("a field of " + value.getClass());
    };
  }

  private static byte[] copy(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(bytes.position(), copy);
    return copy;
  }
}
